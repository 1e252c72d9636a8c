/** Applies the policy to Electron: process, session and every page that is ever made. */
import { app, Menu, protocol, type Session, session, type WebContents } from 'electron';
import { FORBIDDEN_SWITCHES, mayRequest, OFFLINE_SWITCHES, SCHEME } from './policy.ts';

/** Must run before the `ready` event. */
export function secureProcess(): void {
  app.enableSandbox();
  for (const [name, value] of OFFLINE_SWITCHES) app.commandLine.appendSwitch(name, value);
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  // On the application, not on one window: pages that nobody meant to make are covered too.
  app.on('web-contents-created', (_event, contents) => secureContents(contents));
}

/** The first switch that an installed program refuses, or undefined. In development they are how it is driven. */
export function forbiddenSwitch(): string | undefined {
  return app.isPackaged ? FORBIDDEN_SWITCHES.find((name) => app.commandLine.hasSwitch(name)) : undefined;
}

function secureContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** The window's session: in memory only (no `persist:`), answers nothing but our own addresses, grants nothing. */
export function secureSession(): Session {
  Menu.setApplicationMenu(null);
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' });
  const own = session.fromPartition('archive');
  own.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayRequest(details.url) }));
  session.defaultSession.webRequest.onBeforeRequest((_details, answer) => answer({ cancel: true }));
  for (const one of [own, session.defaultSession]) denyEverything(one);
  return own;
}

function denyEverything(one: Session): void {
  one.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  one.setPermissionCheckHandler(() => false);
  one.setDevicePermissionHandler(() => false);
  one.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  for (const event of ['select-hid-device', 'select-serial-port', 'select-usb-device'] as const)
    one.on(event as 'select-hid-device', (happening) => happening.preventDefault());
  // What leaves the archive leaves by an approved, recorded route, never as a download.
  one.on('will-download', (event) => event.preventDefault());
  one.setSpellCheckerEnabled(false);
  one.setSpellCheckerDictionaryDownloadURL('https://dictionary.invalid/');
}
