/** `app`: the application's life, names and folders. */
import { EventEmitter } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RunningBrowser } from './chromium.ts';
import { emitCancellable, unlessGone } from './events.ts';
import { onlyKnown } from './missing.ts';
import { InstanceLock } from './single-instance.ts';

/** What a window must offer to a quitting application. */
export interface OpenWindow {
  /** Asks the window to close; false when a listener of its `close` event prevented it. */
  askToClose(): Promise<boolean>;
  /** The page is gone with the browser. */
  browserGone(): void;
}

/** Every window that is not yet closed. */
export const openWindows: Set<OpenWindow> = new Set();

export interface AppFacts {
  readonly name: string;
  readonly version: string;
  readonly appPath: string;
  readonly executable: string;
}

/** How long the browser may take to leave by itself, in ms, before it is ended. */
const LEAVE_MS = 3000;

type PathName = Parameters<Electron.App['getPath']>[0];

function configFolder(): string {
  if (process.platform === 'win32') return process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
}

class App extends EventEmitter {
  name = 'Electron';
  readonly isPackaged = false;
  readonly commandLine: Pick<
    Electron.CommandLine,
    'appendSwitch' | 'appendArgument' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch'
  >;
  readonly switches = new Map<string, string>();
  #facts: AppFacts = { name: 'Electron', version: '0.0.0', appPath: process.cwd(), executable: '' };
  #browser: RunningBrowser | undefined;
  #quitting = false;
  #leaving = false;
  #ready = false;
  readonly #whenReady = Promise.withResolvers<void>();
  readonly #paths = new Map<string, string>();
  #lock: InstanceLock | undefined;

  constructor() {
    super();
    this.commandLine = onlyKnown('app.commandLine', {
      appendSwitch: (name: string, value = '') => {
        const before = name.endsWith('able-features') ? this.switches.get(name) : undefined;
        this.switches.set(name, before ? `${before},${value}` : value);
      },
      appendArgument: () => {},
      hasSwitch: (name: string) => this.switches.has(name),
      getSwitchValue: (name: string) => this.switches.get(name) ?? '',
      removeSwitch: (name: string) => void this.switches.delete(name),
    });
  }

  configure(facts: AppFacts): void {
    this.#facts = facts;
    this.name = facts.name;
  }

  get quitting(): boolean {
    return this.#quitting;
  }

  /** From now on the application ends when the browser does. */
  useBrowser(browser: RunningBrowser): void {
    this.#browser = browser;
    void this.#outlive(browser);
  }

  async #outlive(browser: RunningBrowser): Promise<void> {
    const code = await browser.exited;
    this.#browser = undefined;
    if (this.#leaving) return;
    if (code !== 0) process.stderr.write(`浏览器意外退出（${code ?? '被终止'}）。\n`);
    for (const window of openWindows) window.browserGone();
    this.#quit(code === 0 ? 0 : 1);
  }

  becomeReady(): void {
    this.#ready = true;
    this.#whenReady.resolve();
    this.emit('ready', {}, {});
  }

  whenReady(): Promise<void> {
    return this.#whenReady.promise;
  }
  isReady(): boolean {
    return this.#ready;
  }
  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    return this.#facts.version;
  }
  getAppPath(): string {
    return this.#facts.appPath;
  }
  getLocale(): string {
    return this.switches.get('lang') ?? 'zh-CN';
  }
  getSystemLocale(): string {
    return (process.env.LANG ?? 'zh_CN').split('.')[0]?.replace('_', '-') ?? 'zh-CN';
  }
  getPreferredSystemLanguages(): string[] {
    return [this.getSystemLocale()];
  }

  getPath(name: PathName): string {
    const set = this.#paths.get(name);
    if (set !== undefined) return set;
    const userData = this.#paths.get('userData') ?? join(configFolder(), this.name);
    const known: Partial<Record<PathName, string>> = {
      home: homedir(),
      appData: configFolder(),
      userData,
      sessionData: userData,
      temp: tmpdir(),
      exe: this.#facts.executable,
      module: this.#facts.executable,
      logs: join(userData, 'logs'),
      crashDumps: join(userData, 'Crashpad'),
      desktop: join(homedir(), 'Desktop'),
      documents: join(homedir(), 'Documents'),
      downloads: join(homedir(), 'Downloads'),
      music: join(homedir(), 'Music'),
      pictures: join(homedir(), 'Pictures'),
      videos: join(homedir(), 'Videos'),
    };
    const path = known[name];
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, resolve(path));
  }

  requestSingleInstanceLock(): boolean {
    this.#lock ??= new InstanceLock(this.getPath('userData'), ({ argv, workingDirectory }) =>
      this.emit('second-instance', {}, argv, workingDirectory, undefined),
    );
    return this.#lock.acquire({ argv: process.argv, workingDirectory: process.cwd() });
  }
  hasSingleInstanceLock(): boolean {
    return this.#lock?.held ?? false;
  }
  releaseSingleInstanceLock(): void {
    this.#lock?.release();
  }

  quit(): void {
    this.#quit(0);
  }

  #quit(code: number): void {
    if (this.#quitting) return;
    this.#quitting = true;
    setImmediate(() => void this.#quitNow(code));
  }

  async #quitNow(code: number): Promise<void> {
    try {
      if (!(await this.#closeAll()) || emitCancellable(this, 'will-quit')) this.#quitting = false;
      else this.exit(code);
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
      this.exit(1);
    }
  }

  async #closeAll(): Promise<boolean> {
    if (emitCancellable(this, 'before-quit')) return false;
    for (const window of openWindows) {
      if (!(await window.askToClose())) return false;
    }
    return true;
  }

  exit(code = 0): void {
    if (this.#leaving) return;
    this.#leaving = true;
    this.emit('quit', {}, code);
    this.releaseSingleInstanceLock();
    const browser = this.#browser;
    if (!browser) process.exit(code);
    unlessGone(browser.connection.root.send('Browser.close', {}));
    const late = setTimeout(() => browser.child.kill('SIGKILL'), LEAVE_MS);
    void browser.exited.finally(() => {
      clearTimeout(late);
      process.exit(code);
    });
  }

  /** Emits `window-all-closed`; without a listener the application quits, as Electron's does. */
  allWindowsClosed(): void {
    if (this.#quitting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  // Every window here is sandboxed, and the browser keeps no crash reports and asks no host resolver.
  enableSandbox(): void {}
  configureHostResolver(_options: Electron.ConfigureHostResolverOptions): void {}
  disableHardwareAcceleration(): void {
    this.switches.set('disable-gpu', '');
  }
  setAppUserModelId(_id: string): void {}
  setAboutPanelOptions(_options: Electron.AboutPanelOptionsOptions): void {}
  focus(_options?: Electron.FocusOptions): void {}
}

/** The stand-in's own face of `app`. */
export const application: App = new App();
/** What the product sees. */
export const app: App = onlyKnown('app', application);
