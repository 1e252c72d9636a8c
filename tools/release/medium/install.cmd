@echo off
rem Installs LianDang on Windows: install.cmd        Removes it: install.cmd /uninstall
rem For yourself; as administrator for the whole machine. Archives and settings are never touched.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
set "HERE=%~dp0"
set "PACKAGE=win32-x64"
set "FAILED="

rem Only an administrator may ask this.
fltmc >nul 2>&1
if errorlevel 1 (
  set "APP=%LOCALAPPDATA%\Programs\LianDang"
  set "MENU=%APPDATA%\Microsoft\Windows\Start Menu\Programs"
  set "ROOT=HKCU"
) else (
  set "APP=%ProgramFiles%\LianDang"
  set "MENU=%ProgramData%\Microsoft\Windows\Start Menu\Programs"
  set "ROOT=HKLM"
)
rem LIANDANG_APP names another folder.
if defined LIANDANG_APP set "APP=%LIANDANG_APP%"
set "ENTRY=%ROOT%\Software\Microsoft\Windows\CurrentVersion\Uninstall\LianDang"
set "LINK=%MENU%\LianDang.lnk"

if /i "%~1"=="/uninstall" goto uninstall
if not "%~1"=="" (
  echo 不认识的参数 Unknown argument: %1
  exit /b 1
)

if not exist "%HERE%%PACKAGE%\liandang.exe" (
  echo 本介质上没有 Windows 的程序。 This medium has no program for Windows.
  goto failed
)
if not exist "%HERE%SHA256SUMS" (
  echo 本介质没有 SHA256SUMS，不能安装。 SHA256SUMS is missing; nothing was installed.
  goto failed
)
if exist "%APP%" if not exist "%APP%\resources\app.asar" (
  echo "%APP%" 已存在，而且不是廉档，没有安装。 It exists and is not LianDang; nothing was installed.
  goto failed
)
call :isfree
if defined FAILED goto failed

echo 正在安装到 "%APP%" ……
set "NEW=%APP%.new"
if exist "%NEW%" rmdir /s /q "%NEW%"
rem Only what the list names is copied, and each copy is checked.
for /f "usebackq tokens=1,*" %%a in (`findstr /c:"  %PACKAGE%/" "%HERE%SHA256SUMS"`) do (
  if not defined FAILED call :copyone %%a "%%b"
)
if not exist "%NEW%\liandang.exe" set "FAILED=1"
if defined FAILED (
  if exist "%NEW%" rmdir /s /q "%NEW%"
  echo 没有安装：介质可能受损，或被改动过。 Nothing was installed: the medium is damaged or was changed.
  goto failed
)
copy /y "%HERE%install.cmd" "%NEW%\install.cmd" >nul
copy /y "%HERE%manual.html" "%NEW%\manual.html" >nul
if exist "%APP%.old" rmdir /s /q "%APP%.old"
if exist "%APP%" move "%APP%" "%APP%.old" >nul || goto failed
move "%NEW%" "%APP%" >nul
if errorlevel 1 (
  if exist "%APP%.old" move "%APP%.old" "%APP%" >nul
  echo 无法写入 "%APP%"，原来的程序没有动。 The folder cannot be written; what was there is left as it was.
  goto failed
)
if exist "%APP%.old" rmdir /s /q "%APP%.old"

powershell -NoProfile -Command "$s=(New-Object -ComObject WScript.Shell).CreateShortcut($env:LINK); $s.TargetPath=$env:APP+'\liandang.exe'; $s.WorkingDirectory=$env:APP; $s.Save()"
if errorlevel 1 echo 没能建立「开始」菜单的快捷方式，请直接运行 "%APP%\liandang.exe"。
reg add "%ENTRY%" /f /v DisplayName /d "LianDang" >nul
reg add "%ENTRY%" /f /v DisplayIcon /d "%APP%\liandang.exe" >nul
reg add "%ENTRY%" /f /v UninstallString /d "\"%APP%\install.cmd\" /uninstall" >nul
echo 已安装廉档，从「开始」菜单的 LianDang 启动。 LianDang is installed.
echo 只核对了校验值，签名请用 minisign 核对（见手册）。 Only the sums were checked; check the signature with minisign.
pause
exit /b 0

:isfree
rem A program that runs cannot be opened for writing; nothing is written.
if not exist "%APP%\liandang.exe" exit /b 0
2>nul (>>"%APP%\liandang.exe" (call )) || (
  set "FAILED=1"
  echo 廉档正在运行，请先退出。 LianDang is running: close it first.
)
exit /b 0

:copyone
rem %1 sum, %2 path with forward slashes
set "FILE=%~2"
set "FILE=%FILE:/=\%"
call set "TO=%%NEW%%\%%FILE:*%PACKAGE%\=%%"
for %%f in ("%TO%") do if not exist "%%~dpf" mkdir "%%~dpf"
copy /y /b "%HERE%%FILE%" "%TO%" >nul || (
  set "FAILED=1"
  echo 读不出 cannot read: %FILE%
  exit /b 1
)
attrib -r "%TO%"
set "SUM="
rem certutil reads no empty file.
for %%f in ("%TO%") do if "%%~zf"=="0" set "SUM=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
for /f "skip=1 delims=" %%h in ('certutil -hashfile "%TO%" SHA256') do if not defined SUM set "SUM=%%h"
set "SUM=%SUM: =%"
if /i not "%SUM%"=="%~1" (
  set "FAILED=1"
  echo 校验值不符 wrong sum: %FILE%
)
exit /b 0

:uninstall
rem The copy in the installed folder removes the folder that it lies in.
if exist "%HERE%resources\app.asar" set "APP=%HERE:~0,-1%"
if not exist "%APP%\resources\app.asar" (
  echo "%APP%" 中没有安装廉档。 LianDang is not installed there.
  goto failed
)
call :isfree
if defined FAILED goto failed
if exist "%LINK%" del "%LINK%"
reg delete "%ENTRY%" /f >nul 2>&1
cd /d "%TEMP%"
echo 已卸载廉档；库和设置都没有动。 LianDang is removed; archives and settings are left alone.
rem In one line: this file is gone when it ends.
rmdir /s /q "%APP%" & exit /b 0

:failed
pause
exit /b 1
