/** 窗口程序的入口: the order in which the program comes up. */
import './umask.ts';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, powerMonitor } from 'electron';
import { createApplication } from '#main/application/index.ts';
import { mayReopen } from './dialogs.ts';
import { giveUp } from './failure.ts';
import { IdleLock } from './idle.ts';
import { listen } from './ipc.ts';
import { leaveInOrder } from './leave.ts';
import { runtimeName, SCHEME } from './policy.ts';
import { answer, bundledFiles } from './protocol.ts';
import { forbiddenSwitch, secureProcess, secureSession } from './security.ts';
import { bringForward, load, makeWindow } from './window.ts';

/** How often the idle clock is looked at. */
const IDLE_CHECK_MS = 5_000;
/** By then the first screen is there and the first page looked at. */
const START_READING_MS = 30_000;

/** Recent archives and the incident log; the command line keeps its own in the same place. */
function settingsFolder(): string {
  return process.env['LIANDANG_SETTINGS'] ?? join(app.getPath('appData'), 'liandang');
}

async function open(): Promise<BrowserWindow> {
  const root = app.getAppPath();
  const application = createApplication({
    program: {
      migrations: join(root, 'migrations'),
      resources: join(root, 'resources'),
      worker: join(root, 'out', 'main', 'worker.js'),
      version: app.getVersion(),
      runtime: runtimeName({ electron: process.versions.electron, chrome: process.versions.chrome }),
    },
    settingsFolder: app.getPath('userData'),
    machine: hostname(),
    origin: 'window',
    readsInBackground: { afterMs: START_READING_MS },
  });
  const session = secureSession();
  const files = bundledFiles(join(root, 'out', 'renderer'));
  session.protocol.handle(SCHEME, (request) => answer(request, files, application));

  const window = makeWindow(session, join(root, 'out', 'preload', 'preload.cjs'));
  const idle = new IdleLock(application);
  listen(window, application, () => idle.touch());
  leaveInOrder(window, application);
  const checking = setInterval(() => void idle.check(), IDLE_CHECK_MS);
  window.once('closed', () => clearInterval(checking));
  powerMonitor.on('suspend', () => void idle.lock());
  powerMonitor.on('lock-screen', () => void idle.lock());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void recover(window, idle);
  });
  await load(window);
  return window;
}

async function recover(window: BrowserWindow, idle: IdleLock): Promise<void> {
  await idle.lock();
  if (await mayReopen(window)) await load(window);
  else window.close();
}

secureProcess();
app.setPath('userData', settingsFolder());
process.on('uncaughtException', giveUp);
process.on('unhandledRejection', giveUp);
const forbidden = forbiddenSwitch();
if (forbidden !== undefined) {
  process.stderr.write(`正式安装的廉档不能带 --${forbidden} 启动。\n`);
  app.exit(1);
} else if (!app.requestSingleInstanceLock()) {
  app.exit(0);
} else {
  const opened = app.whenReady().then(open);
  opened.catch(giveUp);
  app.on('second-instance', () => void opened.then(bringForward));
  app.on('window-all-closed', () => app.quit());
}
