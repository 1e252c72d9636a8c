#!/bin/sh
# 廉档的安装与卸载（Linux）。Installs and removes LianDang on Linux; runs from a read-only or noexec medium as
#   sh install.sh [--user | --system] [--prefix FOLDER] [--key PUBLIC_KEY]
#   sh install.sh --uninstall [--user | --system] [--prefix FOLDER]
# Archives and settings are never touched.
set -eu
umask 022
unset CDPATH
here=$(cd -- "$(dirname -- "$0")" && pwd -P)

say() { printf '%s\n' "$@"; }
refuse() {
  say "$@" >&2
  exit 1
}

action=install
scope=
prefix=
key=
while [ $# -gt 0 ]; do
  case $1 in
  --uninstall) action=uninstall ;;
  --user | --system) scope=${1#--} ;;
  --prefix | --key)
    [ $# -ge 2 ] || refuse "$1 后面缺少内容。" "$1 needs a value."
    if [ "$1" = --prefix ]; then prefix=$2; else key=$2; fi
    shift
    ;;
  *) refuse "不认识的参数：$1" "Unknown argument: $1" "sh install.sh [--user|--system] [--prefix FOLDER] [--key PUBLIC_KEY] [--uninstall]" ;;
  esac
  shift
done
if [ -z "$scope" ]; then
  if [ "$(id -u)" -eq 0 ]; then scope=system; else scope=user; fi
fi
# The copy of this script that an installation keeps knows where it lies.
if [ -z "$prefix" ] && [ "$action" = uninstall ] && [ -f "$here/resources/app.asar" ]; then
  prefix=$(cd -- "$here/../.." && pwd -P)
fi
if [ -z "$prefix" ]; then
  if [ "$scope" = system ]; then prefix=/usr/local; else prefix=${HOME:?}/.local; fi
fi
case $prefix in
/*) ;;
*) prefix=$(pwd)/$prefix ;;
esac
application=$prefix/lib/liandang
entry=$prefix/share/applications/liandang.desktop
command=$prefix/bin/liandang

is_ours() { [ -f "$1/liandang" ] && [ -f "$1/resources/app.asar" ]; }
refresh_menu() {
  # A menu that is not refreshed at once finds the entry by itself later.
  if command -v update-desktop-database >/dev/null 2>&1; then
    update-desktop-database -q "$prefix/share/applications" 2>/dev/null || :
  fi
}

if [ "$action" = uninstall ]; then
  is_ours "$application" || refuse "$application 中没有安装廉档。" "LianDang is not installed in $application."
  rm -rf -- "$application"
  rm -f -- "$entry"
  if [ -L "$command" ] && [ "$(readlink -- "$command")" = "$application/liandang" ]; then rm -f -- "$command"; fi
  refresh_menu
  say "已卸载廉档；库和设置都没有动。" "LianDang is removed; archives and settings are left alone."
  exit 0
fi

case $(uname -m) in
x86_64) package=linux-x64 ;;
aarch64) package=linux-arm64 ;;
*) refuse "廉档不支持这种处理器：$(uname -m)。" "LianDang does not run on this processor: $(uname -m)." ;;
esac
[ -d "$here/$package" ] || refuse "本介质上没有适合这台机器的程序（$package）。" "This medium has no program for this machine ($package)."
command -v sha256sum >/dev/null 2>&1 || refuse "缺少 sha256sum，无法核对介质。" "sha256sum is missing, so the medium cannot be checked."

needed=$(cat "$here/$package/requires-glibc")
present=$(getconf GNU_LIBC_VERSION 2>/dev/null | sed 's/^glibc //')
[ -n "$present" ] || refuse "这台机器没有 glibc，廉档不能运行。" "This machine has no glibc; LianDang cannot run."
oldest=$(printf '%s\n%s\n' "$needed" "$present" | sort -t . -k 1,1n -k 2,2n | head -n 1)
[ "$oldest" = "$needed" ] || refuse "系统太旧：廉档需要 glibc $needed 以上，这台机器是 $present。" "This system is too old: LianDang needs glibc $needed or later, this machine has $present."

if [ -n "$key" ]; then
  command -v minisign >/dev/null 2>&1 || refuse "缺少 minisign，无法核对签名。" "minisign is missing, so the signature cannot be checked."
  minisign -V -q -m "$here/SHA256SUMS" -x "$here/SHA256SUMS.minisig" -P "$key" ||
    refuse "签名不对，没有安装。请停止使用本介质，并与发布单位联系。" "The signature is wrong; nothing was installed. Do not use this medium."
fi

if command -v pgrep >/dev/null 2>&1 && pgrep -f "^$application/liandang" >/dev/null; then
  refuse "廉档正在运行，请先退出。" "LianDang is running: close it first."
fi
if [ -e "$application" ] && ! is_ours "$application"; then
  refuse "$application 已存在，而且不是廉档，没有安装。" "$application exists and is not LianDang; nothing was installed."
fi

mkdir -p -- "$prefix/lib" "$prefix/bin" "$prefix/share/applications"
new=$prefix/lib/.liandang-new
old=$prefix/lib/.liandang-old
sums=$(mktemp)
trap 'rm -rf -- "$new" "$sums"' EXIT
trap 'exit 1' HUP INT TERM
# An installation that was cut off between its last two steps.
if [ ! -e "$application" ] && [ -e "$old" ]; then mv -- "$old" "$application"; fi

# What is not in the list is not installed, and what is in the list must be there.
grep -E "^[0-9a-f]{64}  $package/" "$here/SHA256SUMS" >"$sums" || refuse "SHA256SUMS 中没有 $package。" "SHA256SUMS does not list $package."
listed=$(sed "s|^[0-9a-f]*  ||" "$sums" | LC_ALL=C sort)
found=$(cd "$here" && find "$package" ! -type d | LC_ALL=C sort)
[ "$listed" = "$found" ] || refuse "介质上的文件与 SHA256SUMS 不一致，没有安装。" "The files on the medium are not those in SHA256SUMS; nothing was installed."

say "正在安装到 $application ……"
rm -rf -- "$new" "$old"
cp -R -- "$here/$package" "$new"
# The copy is checked, not the medium: so an error in reading or writing shows too.
sed -i "s|  $package/|  |" "$sums"
(cd "$new" && sha256sum -c "$sums" >/dev/null) ||
  refuse "文件与校验值不符，没有安装：介质可能受损，或被改动过。" "A file does not match its sum; nothing was installed. The medium is damaged or was changed."
# A disc may give every file the same rights.
find "$new" -type d -exec chmod 755 {} +
find "$new" -type f -exec chmod 644 {} +
for program in liandang chrome-sandbox chrome_crashpad_handler; do
  if [ -f "$new/$program" ]; then chmod 755 "$new/$program"; fi
done
cp -- "$here/install.sh" "$here/manual.html" "$new/"
chmod 644 "$new/install.sh" "$new/manual.html"
if [ "$scope" = system ] && [ "$(id -u)" -eq 0 ]; then
  chown -R root:root "$new"
  # Chromium's sandbox, for systems whose users may not make name spaces.
  if [ -f "$new/chrome-sandbox" ]; then chmod 4755 "$new/chrome-sandbox"; fi
fi
if [ -e "$application" ]; then mv -- "$application" "$old"; fi
if ! mv -- "$new" "$application"; then
  if [ -e "$old" ]; then mv -- "$old" "$application"; fi
  refuse "无法写入 $application，原来的程序没有动。" "$application cannot be written; what was there is left as it was."
fi
rm -rf -- "$old"

# As the desktop entry specification wants a path quoted.
quoted=$(printf '%s' "$application/liandang" | sed 's/[\\"`$]/\\&/g; s/\\/\\\\/g; s/%/%%/g')
cat >"$entry" <<ENTRY
[Desktop Entry]
Type=Application
Name=廉档
Name[en]=LianDang
Comment=干部廉政档案管理
Exec="$quoted"
Icon=$application/liandang.png
Terminal=false
Categories=Office;
ENTRY
if [ ! -e "$command" ] || [ -L "$command" ]; then ln -sfn -- "$application/liandang" "$command"; fi
refresh_menu

say "已安装廉档。从菜单「廉档」启动，手册在 $application/manual.html。" "卸载：sh $application/install.sh --uninstall"
if [ -z "$key" ]; then say "只核对了校验值，没有核对签名（用 --key 公钥 核对）。"; fi
missing=$(ldd "$application/liandang" 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | tr '\n' ' ')
if [ -n "$missing" ]; then
  say "注意：这台机器缺少程序要用的系统库：$missing" "请从系统的安装盘装上（gtk3、nss、alsa 等软件包）。This machine lacks system libraries: $missing"
fi
if [ ! -u "$application/chrome-sandbox" ]; then
  for limit in /proc/sys/kernel/unprivileged_userns_clone:0 /proc/sys/user/max_user_namespaces:0 /proc/sys/kernel/apparmor_restrict_unprivileged_userns:1; do
    file=${limit%:*}
    if [ -r "$file" ] && [ "$(cat "$file")" = "${limit##*:}" ]; then
      say "注意：这台机器不许普通用户使用沙箱（$file），程序会拒绝启动；请用 root 运行本脚本，装给全机。"
      break
    fi
  done
fi
