// A window with one field and nothing behind it: what any program on this runtime takes to start.
import { app, BrowserWindow, protocol, session } from 'electron';

const PAGE =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>空窗口</title><input aria-label="空" autofocus></html>';

protocol.registerSchemesAsPrivileged([
  { scheme: 'archive', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.enableSandbox();
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const own = session.fromPartition('empty');
  own.protocol.handle(
    'archive',
    () => new Response(PAGE, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  );
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    show: false,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.once('ready-to-show', () => window.show());
  return window.loadURL('archive://app/index.html');
});
