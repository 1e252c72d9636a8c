/** Starts the browser with one pipe to us, and with everything off that would reach out or write down. */
import { type ChildProcess, spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { Connection } from './cdp.ts';
import { type Browser, BrowserUnavailableError, findBrowser } from './find-browser.ts';
import { deleteProfile, makeProfile, sweepProfiles } from './profile.ts';

export interface RunningBrowser {
  readonly connection: Connection;
  readonly child: ChildProcess;
  /** Settles when the process has ended and its profile is deleted; the value is its exit code. */
  readonly exited: Promise<number | null>;
  readonly headless: boolean;
  readonly executable: string;
  readonly profile: string;
  /** For example `156.0.8078.79`. */
  readonly version: string;
}

/** Features that look things up, suggest, or upgrade requests (components/…_features.cc). */
const FEATURES_OFF = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PasswordManagerOnboarding',
  'PreconnectToSearch',
  'SpareRendererForSitePerProcess',
  'Translate',
  'WebRtcHideLocalIpsWithMdns',
];

/** Spares a look for signed-in accounts at every start. */
const FEATURES_ON = ['SkipListAccountsWithoutGaiaCookies'];

/** Meanings: peter.sh/experiments/chromium-command-line-switches. */
const SWITCHES = [
  '--deny-permission-prompts',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-crash-reporter',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-quic',
  '--disable-save-password-bubble',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--disable-translate',
  '--disk-cache-size=1',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--incognito',
  '--media-cache-size=1',
  '--metrics-recording-only',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--no-service-autorun',
  '--no-startup-window',
  '--password-store=basic',
  // Whatever is not answered by the application goes to a proxy that does not exist, loopback included.
  // So do the look-ups that some builds still try at their start: none of them leaves the machine.
  '--proxy-bypass-list=<-loopback>',
  '--proxy-server=socks5://0.0.0.0:1',
  '--remote-debugging-pipe=cbor',
  '--use-mock-keychain',
];

/** Switches that belong to the stand-in and are not handed on from the application's command line. */
const OWN = new Set([
  'disable-features',
  'disable-extensions-except',
  'enable-features',
  'headless',
  'host-resolver-rules',
  'lang',
  'load-extension',
  'no-startup-window',
  'proxy-bypass-list',
  'proxy-server',
  'remote-debugging-pipe',
  'user-data-dir',
]);

/** Whether windows stay unseen: asked for, or no screen to show them on. */
export function isHeadless(switches: ReadonlyMap<string, string>): boolean {
  if (switches.has('headless') || process.env.LIANDANG_HEADLESS === '1') return true;
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/** Chromium refuses its sandbox to root. */
export function sandboxSwitches(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** The browser's command line. Pure apart from the user id. */
export function browserArguments(
  browser: Browser,
  profile: string,
  headless: boolean,
  switches: ReadonlyMap<string, string>,
): string[] {
  const features = (name: 'enable-features' | 'disable-features', own: readonly string[]): string =>
    `--${name}=${[...new Set([...own, ...(switches.get(name)?.split(',') ?? [])])].filter(Boolean).join(',')}`;
  const fromApplication = [...switches]
    .filter(([name]) => !OWN.has(name))
    .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  return [
    ...new Set([
      ...SWITCHES,
      // The npm browser exits when its cache folder is a device.
      ...(browser.headlessOnly ? [] : ['--disk-cache-dir=/dev/null']),
      features('disable-features', FEATURES_OFF),
      features('enable-features', FEATURES_ON),
      `--lang=${switches.get('lang') ?? 'zh-CN'}`,
      `--user-data-dir=${profile}`,
      // With a window, this switch shows a warning bar; there the proxy alone does it.
      ...(headless ? ['--headless', '--hide-scrollbars', '--host-resolver-rules=MAP * ~NOTFOUND'] : []),
      ...sandboxSwitches(),
      ...fromApplication,
    ]),
  ];
}

function explainEarlyExit(code: number | null, log: string): string {
  const sandbox = log.includes('No usable sandbox')
    ? '系统不允许浏览器使用沙箱（用户命名空间被关闭），请由管理员开启，或改用真正的 Electron。'
    : '';
  return `浏览器启动后随即退出（${code ?? '被终止'}）。${sandbox}\n${log.slice(-1500)}`;
}

/** Keeps the tail of what the browser says, and passes on the line by which a test driver finds it. */
function followLog(stream: Readable): () => string {
  let log = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    log = (log + text).slice(-8192);
    for (const line of text.split('\n')) {
      if (line.startsWith('DevTools listening on ')) process.stderr.write(`${line}\n`);
      else if (process.env.LIANDANG_SHELL_DEBUG === '1' && line) process.stderr.write(`[chromium] ${line}\n`);
    }
  });
  return () => log;
}

/** Starts it. Rejects with a sentence for the user when there is no browser or it does not start. */
export async function startChromium(switches: ReadonlyMap<string, string>): Promise<RunningBrowser> {
  const browser = await findBrowser();
  const headless = browser.headlessOnly || isHeadless(switches);
  if (browser.headlessOnly && !isHeadless(switches)) {
    process.stderr.write(
      '本机只有 npm 自带的无界面浏览器，窗口不会显示；请安装 Chromium、Chrome 或 Edge。\n',
    );
  }
  sweepProfiles();
  const profile = makeProfile();
  const child = spawn(browser.executable, browserArguments(browser, profile, headless, switches), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // Without keys of their own, some builds would show a bar about missing ones.
    env: {
      ...process.env,
      LANGUAGE: process.env.LANGUAGE ?? 'zh_CN',
      GOOGLE_API_KEY: 'no',
      GOOGLE_DEFAULT_CLIENT_ID: 'no',
      GOOGLE_DEFAULT_CLIENT_SECRET: 'no',
      ...browser.env,
    },
  });
  const [, , errors, toBrowser, fromBrowser] = child.stdio;
  if (!(errors instanceof Readable && toBrowser instanceof Writable && fromBrowser instanceof Readable)) {
    throw new Error('the browser was started without its pipes');
  }
  const log = followLog(errors);
  const connection = new Connection(toBrowser, fromBrowser);
  const exited = new Promise<number | null>((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => {
      deleteProfile(profile);
      done(code);
    });
  });
  // However this process ends, the browser and its profile end with it.
  process.once('exit', () => {
    child.kill('SIGKILL');
    deleteProfile(profile);
  });
  const early = exited.then((code): never => {
    throw new BrowserUnavailableError(explainEarlyExit(code, log()));
  });
  const { product } = await Promise.race([connection.root.send('Browser.getVersion', {}), early]).catch(
    // The pipe closes a moment before the exit is known: prefer the reason that explains.
    () => early,
  );
  early.catch((reason: unknown) => {
    if (process.env.LIANDANG_SHELL_DEBUG === '1') process.stderr.write(`${String(reason)}\n`);
  });
  return {
    connection,
    child,
    exited,
    headless,
    executable: browser.executable,
    profile,
    version: product.replace(/^.*\//, ''),
  };
}
