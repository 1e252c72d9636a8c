/** `BrowserWindow`, and what becomes of each page the browser opens. */
import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { application, openWindows } from './app.ts';
import type { AttachedTarget, WindowBounds } from './cdp-messages.ts';
import { type RunningBrowser, sandboxSwitches } from './chromium.ts';
import { emitCancellable, unlessGone } from './events.ts';
import { onlyKnown } from './missing.ts';
import { fromBrowserUrl, toBrowserUrl } from './protocol.ts';
import { allSessions } from './session.ts';
import { WebContents } from './web-contents.ts';

/** How long a page may take to report that it is closed, in ms. */
const CLOSE_MS = 1000;

const browserStarted = Promise.withResolvers<RunningBrowser>();
const windows = new Map<number, BrowserWindow>();
/** The window whose page is being opened; one at a time, so that pages cannot be mixed up. */
let awaitingPage: BrowserWindow | undefined;
let headlessContext: string | undefined;
let lastOpening: Promise<void> = Promise.resolve();

function refuseWeakened(preferences: Electron.WebPreferences): void {
  const weak = [
    ['nodeIntegration', preferences.nodeIntegration === true],
    ['nodeIntegrationInWorker', preferences.nodeIntegrationInWorker === true],
    ['nodeIntegrationInSubFrames', preferences.nodeIntegrationInSubFrames === true],
    ['contextIsolation', preferences.contextIsolation === false],
    ['sandbox', preferences.sandbox === false],
    ['webSecurity', preferences.webSecurity === false],
    ['webviewTag', preferences.webviewTag === true],
  ] as const;
  const named = weak.filter(([, is]) => is).map(([name]) => name);
  if (named.length > 0) throw new Error(`Chromium 替身不打开放松隔离的窗口：${named.join('、')}`);
}

export class BrowserWindow extends EventEmitter {
  readonly id: number;
  readonly webContents: WebContents;
  readonly #face: BrowserWindow;
  #bounds: Electron.Rectangle;
  #title: string;
  #visible = false;
  #shownReady = false;
  #opening: Promise<void> | undefined;
  #browser: RunningBrowser | undefined;
  readonly #closed = Promise.withResolvers<void>();
  readonly #pageAttached = Promise.withResolvers<void>();

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    if (!application.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const preferences = options.webPreferences ?? {};
    refuseWeakened(preferences);
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#title = options.title ?? application.name;
    const viewport = (): Electron.Rectangle => this.#bounds;
    const contents = new WebContents(
      {
        create: (url) => this.#create(url),
        close: () => this.close(),
        pageGone: () => this.#pageGone(),
        readyToShow: () => this.#readyToShow(),
        get viewport() {
          return viewport();
        },
      },
      preferences,
    );
    this.webContents = contents.face;
    this.id = contents.id;
    this.#face = onlyKnown('BrowserWindow', this);
    windows.set(this.id, this.#face);
    openWindows.add(this);
    application.emit('browser-window-created', {}, this.#face);
    if (options.show !== false) this.show();
    // oxlint-disable-next-line no-constructor-return -- the product must hold the face that names what is missing
    return this.#face;
  }

  /** Opens the page once; every window after the one before it. */
  #create(url: string): Promise<void> {
    this.#opening ??= lastOpening = lastOpening.then(() => this.#open(url));
    return this.#opening;
  }

  async #open(url: string): Promise<void> {
    const browser = await browserStarted.promise;
    if (this.isDestroyed()) return;
    this.#browser = browser;
    // oxlint-disable-next-line typescript/no-this-alias -- handed to whoever receives the page
    awaitingPage = this;
    const { width, height } = this.#bounds;
    if (browser.headless) {
      const { root } = browser.connection;
      // Without a window, --incognito does not reach pages made this way; a context of their own is off the record.
      if (headlessContext === undefined) {
        headlessContext = (await root.send('Target.createBrowserContext', {})).browserContextId;
        await denyDownloads(browser, headlessContext);
      }
      await root.send('Target.createTarget', {
        url: 'about:blank',
        browserContextId: headlessContext,
        newWindow: true,
        width,
        height,
      });
    } else {
      // A second process with the same profile asks the running browser for a window without its bars. That
      // kind of window opens only at a web address, and shows a bar as soon as it leaves that origin. Its first
      // request goes out before we can answer it, and fails; navigating to the same address then replaces it.
      const asking = spawn(
        browser.executable,
        [
          `--user-data-dir=${browser.profile}`,
          `--app=${toBrowserUrl(url)}`,
          '--incognito',
          `--window-size=${width},${height}`,
          '--no-first-run',
          ...sandboxSwitches(),
        ],
        { stdio: 'ignore' },
      );
      asking.once('error', (error) => process.stderr.write(`无法打开窗口：${error.message}\n`));
    }
    await this.#pageAttached.promise;
  }

  async attach(browser: RunningBrowser, attached: AttachedTarget): Promise<void> {
    const { sessionId, targetInfo } = attached;
    await this.webContents.attach(browser, browser.connection.session(sessionId), targetInfo.targetId);
    if (!browser.headless) await this.#setBrowserBounds(this.#browserBounds());
    this.#pageAttached.resolve();
  }

  // ---- size and place

  #browserBounds(): WindowBounds {
    const { x, y, width, height } = this.#bounds;
    return x === 0 && y === 0 ? { width, height } : { left: x, top: y, width, height };
  }
  async #setBrowserBounds(bounds: WindowBounds): Promise<void> {
    const browser = this.#browser;
    if (!browser || browser.headless || this.isDestroyed()) return;
    await this.webContents.setWindowBounds(bounds);
  }
  #state(windowState: 'normal' | 'minimized' | 'maximized' | 'fullscreen'): void {
    unlessGone(this.#pageAttached.promise.then(() => this.#setBrowserBounds({ windowState })));
  }
  maximize(): void {
    this.#state('maximized');
  }
  minimize(): void {
    this.#state('minimized');
  }
  restore(): void {
    this.#state('normal');
  }
  setFullScreen(on: boolean): void {
    this.#state(on ? 'fullscreen' : 'normal');
  }
  isMinimized(): boolean {
    return false;
  }
  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  getContentBounds(): Electron.Rectangle {
    return this.getBounds();
  }
  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }
  getContentSize(): number[] {
    return this.getSize();
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    unlessGone(
      this.#pageAttached.promise.then(() =>
        Promise.all([this.#setBrowserBounds(this.#browserBounds()), this.webContents.fitViewport()]),
      ),
    );
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }

  // ---- showing

  #readyToShow(): void {
    if (this.#shownReady) return;
    this.#shownReady = true;
    this.emit('ready-to-show', {});
  }
  show(): void {
    this.#visible = true;
    this.emit('show', {});
  }
  hide(): void {
    this.#visible = false;
    this.emit('hide', {});
  }
  isVisible(): boolean {
    return this.#visible;
  }
  focus(): void {
    this.webContents.focus();
  }
  isFocused(): boolean {
    return BrowserWindow.getFocusedWindow() === this.#face;
  }
  setTitle(title: string): void {
    this.#title = title;
  }
  getTitle(): string {
    return this.#title;
  }
  // The browser's window has no menu, icon or minimum size to set, and cannot keep itself out of screen shots.
  setMenu(_menu: unknown): void {}
  removeMenu(): void {}
  setMenuBarVisibility(_visible: boolean): void {}
  setAutoHideMenuBar(_hide: boolean): void {}
  setMinimumSize(_width: number, _height: number): void {}
  setContentProtection(_enable: boolean): void {}
  setIcon(_icon: unknown): void {}

  // ---- loading and closing

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  reload(): void {
    this.webContents.reload();
  }
  capturePage(rect?: Electron.Rectangle): ReturnType<WebContents['capturePage']> {
    return this.webContents.capturePage(rect);
  }
  isDestroyed(): boolean {
    return this.webContents.isDestroyed();
  }
  close(): void {
    void this.askToClose();
  }
  async askToClose(): Promise<boolean> {
    if (this.isDestroyed()) return true;
    if (emitCancellable(this, 'close')) return false;
    this.destroy();
    await this.#closed.promise;
    return true;
  }
  destroy(): void {
    const { targetId } = this.webContents;
    if (this.isDestroyed()) return;
    if (targetId === '' || !this.#browser) {
      this.webContents.gone();
      return;
    }
    unlessGone(this.#browser.connection.root.send('Target.closeTarget', { targetId }));
    setTimeout(() => this.webContents.gone(), CLOSE_MS).unref();
  }
  browserGone(): void {
    this.webContents.gone();
  }

  #pageGone(): void {
    windows.delete(this.id);
    openWindows.delete(this);
    this.#pageAttached.resolve();
    this.emit('closed');
    this.#closed.resolve();
    if (windows.size === 0) application.allWindowsClosed();
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return [...windows.values()].at(-1) ?? null;
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return windows.get(contents.id) ?? null;
  }
  static fromId(id: number): BrowserWindow | null {
    return windows.get(id) ?? null;
  }
}

/** Without a context: in the browser's own, which every window on a screen belongs to. */
async function denyDownloads(browser: RunningBrowser, browserContextId?: string): Promise<void> {
  await browser.connection.root.send('Browser.setDownloadBehavior', {
    behavior: 'deny',
    eventsEnabled: true,
    ...(browserContextId === undefined ? {} : { browserContextId }),
  });
}

async function onTarget(browser: RunningBrowser, attached: AttachedTarget): Promise<void> {
  const { sessionId, targetInfo } = attached;
  const page = browser.connection.session(sessionId);
  if (targetInfo.type !== 'page') {
    // Workers and the like: their requests go to the proxy that does not exist.
    await page.send('Runtime.runIfWaitingForDebugger', {});
    await browser.connection.root.send('Target.detachFromTarget', { sessionId });
    return;
  }
  const window = targetInfo.openerId === undefined ? awaitingPage : undefined;
  if (window) {
    awaitingPage = undefined;
    await window.attach(browser, attached);
    return;
  }
  // A pop-up, or a window the user asked the browser for: closed before it runs anything. It must be resumed
  // after that, or the page that opened it waits for ever.
  if (targetInfo.openerId !== undefined) {
    WebContents.fromDevToolsTargetId(targetInfo.openerId)?.askToOpen(fromBrowserUrl(targetInfo.url));
  }
  unlessGone(browser.connection.root.send('Target.closeTarget', { targetId: targetInfo.targetId }));
  await page.send('Runtime.runIfWaitingForDebugger', {});
}

/** Lets windows open: from now on every page the browser makes is ours or is closed. */
export async function openWindowsIn(browser: RunningBrowser): Promise<void> {
  const { root } = browser.connection;
  root.on('Target.attachedToTarget', (attached) => unlessGone(onTarget(browser, attached)));
  root.on('Browser.downloadWillBegin', ({ url, suggestedFilename }) => {
    const item = { getURL: () => fromBrowserUrl(url), getFilename: () => suggestedFilename, cancel() {} };
    for (const session of allSessions()) emitCancellable(session, 'will-download', {}, item, undefined);
  });
  await root.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  });
  if (!browser.headless) await denyDownloads(browser);
  browserStarted.resolve(browser);
}
