/** 安全底线: what the window may do, as constants and pure decisions. policy.test.ts compares them with the expected table. */
import type { WebPreferences } from 'electron';

/** The window's own address; the only one that is ever answered. */
export const SCHEME = 'archive';
export const ORIGIN = `${SCHEME}://app`;
export const START_PAGE = `${ORIGIN}/index.html`;

/** Electron's defaults are written out too: whoever reads or tests this sees them, and a changed default changes nothing. */
export const WEB_PREFERENCES = Object.freeze({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  webgl: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
}) satisfies WebPreferences;

/** Of the window's document. The nonce serves the `<style>` elements that the component library makes as it runs. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "worker-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** `data:` leaves no machine, and the document's policy allows it for pictures only. */
export function mayRequest(url: string): boolean {
  return URL.canParse(url) && (new URL(url).protocol === 'data:' || isOwn(url));
}

/** Node knows no origin of a custom scheme, so protocol and host are compared. */
export function isOwn(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password, port } = new URL(url);
  return `${protocol}//${host}` === ORIGIN && username === '' && password === '' && port === '';
}

export interface Sender {
  /** Address of the frame that sent the message; undefined when the frame is gone. */
  readonly url: string | undefined;
  readonly isTopFrame: boolean;
  /** It is the window that this program opened. */
  readonly isOurWindow: boolean;
}

export function isTrusted(sender: Sender): boolean {
  return sender.url !== undefined && isOwn(sender.url) && sender.isTopFrame && sender.isOurWindow;
}

/**
 * Switches that hand the window to another program or take its walls down. No fuse covers them, so an installed program
 * refuses to start with one.
 */
export const FORBIDDEN_SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'load-extension',
  'disable-web-security',
  'js-flags',
] as const;

/** Switches of Chromium that keep it from the network and from writing shaders to disk. */
export const OFFLINE_SWITCHES: readonly (readonly [string, string])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking', ''],
  ['disable-component-update', ''],
  ['disable-domain-reliability', ''],
  ['disable-sync', ''],
  ['no-pings', ''],
  ['disable-breakpad', ''],
  ['disable-gpu-shader-disk-cache', ''],
];

/** What the About box says runs the program. The stand-in marks its version with `-shell`. */
export function runtimeName(versions: { readonly electron: string; readonly chrome: string }): string {
  const standsIn = versions.electron.endsWith('-shell');
  return standsIn
    ? `浏览器替身（Chromium ${versions.chrome}），供开发与应急，不能代替正式版本`
    : `Electron ${versions.electron}（Chromium ${versions.chrome}）`;
}
