// Decides how the program can run on this machine. Pure: everything it knows is in `facts` (decide.d.mts).

const OFFLINE_ZH =
  '离线机器取得 Electron 的三种办法：把 electron-v*.zip 放进 Electron 缓存目录（electron_config_cache），或用 ELECTRON_MIRROR 指向内网镜像后运行 npx install-electron，或用 ELECTRON_OVERRIDE_DIST_PATH 指向已解压的 Electron 目录';
const OFFLINE_EN =
  "an offline machine gets Electron by its zip in Electron's cache (electron_config_cache), by ELECTRON_MIRROR and npx install-electron, or by ELECTRON_OVERRIDE_DIST_PATH naming an unpacked folder";

const refuse = (zh, en) => ({ kind: 'refuse', message: `${zh}。\n${en}.` });

export function decide(facts) {
  if (!facts.built) {
    return refuse(
      '程序尚未构建，请运行 npm start（它会先构建）',
      'The program is not built yet: run npm start, which builds it',
    );
  }
  if (!facts.hasScreen && !facts.headless) {
    return refuse(
      '没有图形界面（DISPLAY 与 WAYLAND_DISPLAY 都未设置），打不开窗口；请在桌面环境中运行，或用 npm run demo 看无界面演示',
      'There is no screen (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open: run this in a desktop, or npm run demo for a demonstration without one',
    );
  }
  if (facts.brokenOverride !== undefined) {
    return refuse(
      `ELECTRON_OVERRIDE_DIST_PATH 指向的 ${facts.brokenOverride} 中没有 Electron 可执行文件；请改正它，或取消这个变量`,
      `ELECTRON_OVERRIDE_DIST_PATH names ${facts.brokenOverride}, which holds no Electron executable: correct it or unset it`,
    );
  }
  if (facts.electron !== undefined) return { kind: 'electron', executable: facts.electron };
  if (facts.download === 'possible') return { kind: 'download' };
  if (!facts.hasNode24) {
    return refuse(
      `没有 Electron，也没有 Node 24：请运行 npm ci；${OFFLINE_ZH}`,
      `There is neither Electron nor Node 24: run npm ci; ${OFFLINE_EN}`,
    );
  }
  if (facts.browser === 'installed' || (facts.browser === 'npm' && facts.headless))
    return { kind: 'stand-in' };
  if (facts.browser === 'npm') {
    return refuse(
      `没有 Electron，而 npm 自带的浏览器不能显示窗口：请安装 Chromium、Chrome 或 Edge（140 以上），或用 npm run demo 看无界面演示；${OFFLINE_ZH}`,
      `There is no Electron, and the browser from npm cannot show a window: install Chromium, Chrome or Edge (140 or later), or try npm run demo; ${OFFLINE_EN}`,
    );
  }
  return refuse(
    `没有 Electron，也没有可代替它的浏览器：请安装 Chromium、Chrome 或 Edge（140 以上，或用 LIANDANG_CHROMIUM 指明）；${OFFLINE_ZH}`,
    `There is neither Electron nor a browser to stand in for it: install Chromium, Chrome or Edge (140 or later, or name one in LIANDANG_CHROMIUM); ${OFFLINE_EN}`,
  );
}
