/** `webContents`: one page, its preload script, its messages, its requests. */
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { application } from './app.ts';
import type { Session as BrowserSession } from './cdp.ts';
import type { Events, WindowBounds } from './cdp-messages.ts';
import type { RunningBrowser } from './chromium.ts';
import { codec } from './codec.ts';
import { emitCancellable, unlessGone } from './events.ts';
import { type Image, imageOf } from './image.ts';
import {
  BINDING,
  FILE_AT,
  FILE_TOKEN,
  isolatedWorldSource,
  mainWorldSource,
  RECEIVE,
  RECEIVE_EVENT,
  WORLD,
} from './injected.ts';
import { answerInvoke, ipcMain, type MessageEvent, readCall, type SenderFrame } from './ipc.ts';
import { onlyKnown } from './missing.ts';
import { printParameters } from './print.ts';
import { fromBrowserUrl, originOf, toBrowserUrl } from './protocol.ts';
import { answerRequest } from './requests.ts';
import { defaultSession, type Session, session as sessions } from './session.ts';

/** What a page needs of the window around it. */
export interface PageOwner {
  /** Opens the window, once; `url` is where it is going to be navigated first. */
  create(url: string): Promise<void>;
  close(): void;
  pageGone(): void;
  readyToShow(): void;
  readonly viewport: { readonly width: number; readonly height: number };
}

const contents = new Map<number, WebContents>();
let nextId = 1;

type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse;

export class WebContents extends EventEmitter {
  readonly id = nextId++;
  readonly session: Session;
  targetId = '';
  /** The face the product holds. */
  readonly face: WebContents;
  readonly owner: PageOwner;
  readonly #token = `${randomBytes(12).toString('hex')}:`;
  readonly #preferences: Electron.WebPreferences;
  readonly #attached = Promise.withResolvers<BrowserSession>();
  #page: BrowserSession | undefined;
  #browser: RunningBrowser | undefined;
  #world: { readonly id: number; readonly uniqueId: string } | undefined;
  #url = '';
  #expected: string | undefined;
  /** What is shown is the browser's own: the empty page every window begins with, or an error page. */
  #foreign = true;
  #loading = false;
  #destroyed = false;
  #openHandler: OpenHandler | undefined;

  constructor(owner: PageOwner, preferences: Electron.WebPreferences) {
    super();
    this.owner = owner;
    this.#preferences = preferences;
    this.session =
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the product can only have got it from here
      (preferences.session as unknown as Session | undefined) ??
      (preferences.partition === undefined ? defaultSession : sessions.fromPartition(preferences.partition));
    this.face = onlyKnown('webContents', this);
    contents.set(this.id, this.face);
    application.emit('web-contents-created', {}, this.face);
  }

  // ---- the page comes and goes

  /** Takes over a page that has not run anything yet, and lets it start. */
  async attach(browser: RunningBrowser, page: BrowserSession, targetId: string): Promise<void> {
    this.#browser = browser;
    this.#page = page;
    this.targetId = targetId;
    page.on('Fetch.requestPaused', (paused) =>
      unlessGone(
        answerRequest(page, paused, {
          session: this.session,
          webContentsId: this.id,
          mainFrameId: targetId,
          mayNavigate: (url, isMainFrame) => this.#mayNavigate(url, isMainFrame),
        }),
      ),
    );
    this.#follow(page);
    const { preload, additionalArguments } = this.#preferences;
    const facts = {
      platform: process.platform,
      arch: process.arch,
      versions: {
        electron: process.versions.electron ?? '',
        chrome: browser.version,
        node: process.versions.node,
      },
      argv: [process.argv[0] ?? '', ...(additionalArguments ?? [])],
    };
    const script = preload === undefined ? '' : readFileSync(preload, 'utf8');
    const isolated = isolatedWorldSource(this.#token, facts, script, preload ?? 'preload');
    await Promise.all([
      page.send('Page.enable', {}),
      page.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      page.send('Inspector.enable', {}),
      page.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      page.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      page.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldSource(this.#token) }),
      page.send('Page.addScriptToEvaluateOnNewDocument', { source: isolated, worldName: WORLD }),
      page.send('Runtime.enable', {}),
      this.fitViewport(),
      page.send('Runtime.runIfWaitingForDebugger', {}),
    ]);
    this.#attached.resolve(page);
  }

  /** Without a screen the viewport is what the window was given; on a screen the window manager decides. */
  async fitViewport(): Promise<void> {
    if (!this.#page || !this.#browser?.headless) return;
    const { width, height } = this.owner.viewport;
    await this.#page.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 0,
      mobile: false,
    });
  }

  #follow(page: BrowserSession): void {
    page.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === WORLD && context.auxData?.frameId === this.targetId) this.#world = context;
    });
    page.on('Runtime.bindingCalled', (called) => {
      // Only the isolated world of the main frame is listened to.
      if (called.name === BINDING && called.executionContextId === this.#world?.id)
        unlessGone(this.#received(called.payload));
    });
    page.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return;
      this.#url = frame.unreachableUrl ?? frame.url;
      this.#foreign = frame.unreachableUrl !== undefined || frame.url === 'about:blank';
      if (this.#foreign) return;
      this.emit('did-navigate', {}, this.getURL(), 200, 'OK');
    });
    page.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId !== this.targetId) return;
      this.#url = url;
      this.emit('did-navigate-in-page', {}, this.getURL(), true, 1, 1);
    });
    page.on('Page.domContentEventFired', () => this.emit('dom-ready', {}));
    page.on('Page.loadEventFired', () => {
      if (this.#foreign) return;
      this.#loading = false;
      this.emit('did-finish-load', {});
      this.emit('did-stop-loading', {});
      this.owner.readyToShow();
    });
    page.on('Page.javascriptDialogOpening', ({ type }) => {
      // Nobody is there to answer when nothing is shown: leaving is allowed, questions are declined.
      if (this.#browser?.headless)
        unlessGone(page.send('Page.handleJavaScriptDialog', { accept: type === 'beforeunload' }));
    });
    page.on('Inspector.targetCrashed', () =>
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }),
    );
    page.on('Runtime.consoleAPICalled', (called) => this.#console(called));
    page.onDetached(() => this.gone());
  }

  #console({ type, args }: Events['Runtime.consoleAPICalled']): void {
    const levels: Readonly<Record<string, string>> = { error: 'error', warning: 'warning', debug: 'debug' };
    const message = args
      .map(({ value, description }) =>
        typeof value === 'string' ? value : (description ?? JSON.stringify(value) ?? ''),
      )
      .join(' ');
    this.emit('console-message', { level: levels[type] ?? 'info', message, frame: this.mainFrame });
  }

  /** The page is gone, whoever closed it. */
  gone(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    contents.delete(this.id);
    this.emit('destroyed');
    this.owner.pageGone();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }
  /** The stand-in's own: somebody can see the page and answer it. */
  isOnScreen(): boolean {
    return this.#browser?.headless === false && !this.#destroyed;
  }

  // ---- messages

  get mainFrame(): SenderFrame {
    const url = this.getURL();
    const frame: SenderFrame = {
      url,
      origin: originOf(url),
      parent: null,
      get top() {
        return frame;
      },
      processId: 1,
      routingId: 1,
      frameTreeNodeId: this.id,
      detached: false,
      isDestroyed: () => this.#destroyed,
    };
    return frame;
  }

  async #received(payload: string): Promise<void> {
    const world = this.#world;
    const call = readCall(payload);
    if (call.kind === 'open') {
      const [url, name, features] = call.args.map(String);
      this.askToOpen(url ?? '', name, features);
      return;
    }
    const event: MessageEvent = {
      type: 'frame',
      frameId: 1,
      processId: 1,
      sender: this.face,
      senderFrame: this.mainFrame,
      reply: (channel, ...args) => this.send(channel, ...args),
      preventDefault() {},
    };
    const args = await Promise.all(call.args.map((arg) => this.#withPaths(arg, world?.uniqueId)));
    if (call.kind === 'send') {
      ipcMain.emit(call.channel, event, ...args);
      this.emit('ipc-message', event, call.channel, ...args);
      this.#push(RECEIVE, [call.id, true, codec.encode(undefined)], world?.uniqueId);
      return;
    }
    const { ok, text } = await answerInvoke(call.channel, event, args);
    this.#push(RECEIVE, [call.id, ok, text], world?.uniqueId);
  }

  /** Calls a function of the isolated world of the document that asked; a later document never gets the answer. */
  #push(name: string, args: (string | number | boolean)[], world: string | undefined): void {
    if (world === undefined || this.#destroyed || !this.#page) return;
    unlessGone(
      this.#page.send('Runtime.callFunctionOn', {
        functionDeclaration: `function (...args) { globalThis[${JSON.stringify(name)}](...args); }`,
        uniqueContextId: world,
        arguments: args.map((value) => ({ value })),
        silent: true,
      }),
    );
  }

  /** Puts true paths in place of the tokens that the synchronous webUtils.getPathForFile had to return. */
  async #withPaths(value: unknown, world: string | undefined): Promise<unknown> {
    if (typeof value === 'string') return value.startsWith(FILE_TOKEN) ? this.#pathOf(value, world) : value;
    if (Array.isArray(value)) return Promise.all(value.map((item) => this.#withPaths(item, world)));
    if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
      return value;
    const entries = Object.entries(value).map(
      async ([key, item]): Promise<[string, unknown]> => [key, await this.#withPaths(item, world)],
    );
    return Object.fromEntries(await Promise.all(entries));
  }

  async #pathOf(token: string, world: string | undefined): Promise<string> {
    const index = Number(token.slice(FILE_TOKEN.length));
    if (!Number.isSafeInteger(index) || world === undefined || !this.#page) throw new Error('no such file');
    const { result } = await this.#page.send('Runtime.evaluate', {
      expression: `globalThis[${JSON.stringify(FILE_AT)}](${index})`,
      uniqueContextId: world,
    });
    if (result.objectId === undefined) throw new Error('no such file');
    return (await this.#page.send('DOM.getFileInfo', { objectId: result.objectId })).path;
  }

  send(channel: string, ...args: unknown[]): void {
    this.#push(RECEIVE_EVENT, [channel, codec.encode(args)], this.#world?.uniqueId);
  }

  // ---- navigation

  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && url === this.#expected) return true;
    const details = { url, isMainFrame, isSameDocument: false, frame: null, initiator: null };
    if (emitCancellable(this, 'will-frame-navigate', details)) return false;
    return !isMainFrame || !emitCancellable(this, 'will-navigate', details, url);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** Tells the product of a pop-up. It is refused whatever the answer. */
  askToOpen(url: string, frameName = '', features = ''): void {
    const absolute = URL.canParse(url, this.#url) ? fromBrowserUrl(new URL(url, this.#url).href) : url;
    const answer = this.#openHandler?.({
      url: absolute,
      frameName,
      features,
      disposition: 'new-window',
      referrer: { url: this.getURL(), policy: 'strict-origin-when-cross-origin' },
    });
    if (answer?.action === 'allow') {
      process.stderr.write('Chromium 替身不打开子窗口：setWindowOpenHandler 的 allow 按 deny 处理。\n');
    }
  }

  async loadURL(url: string): Promise<void> {
    this.#expected = url;
    this.#loading = true;
    this.emit('did-start-loading', {});
    const loaded = new Promise<void>((done) => this.once('did-finish-load', () => done()));
    await this.owner.create(url);
    const page = await this.#attached.promise;
    const { errorText } = await page.send('Page.navigate', { url: toBrowserUrl(url) });
    if (errorText === undefined) await loaded;
    this.#expected = undefined;
    if (errorText === undefined) return;
    this.#loading = false;
    this.emit('did-fail-load', {}, -2, errorText, url, true, 1, 1);
    throw Object.assign(new Error(`${errorText} loading '${url}'`), { code: errorText, url });
  }

  reload(): void {
    this.#expected = this.getURL();
    if (this.#page) unlessGone(this.#page.send('Page.reload', {}));
    this.once('did-navigate', () => {
      this.#expected = undefined;
    });
  }
  getURL(): string {
    return fromBrowserUrl(this.#url);
  }
  isLoading(): boolean {
    return this.#loading;
  }
  getType(): 'window' {
    return 'window';
  }

  // ---- what the product asks of the page

  /** Evaluates in the page's own world; only values that JSON can carry come back. */
  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const page = await this.#attached.promise;
    const { result, exceptionDetails } = await page.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const page = await this.#attached.promise;
    const { data } = await page.send('Page.printToPDF', printParameters(options));
    return Buffer.from(data);
  }

  /** The browser's own printing dialogue; there is none without a screen. */
  print(
    _options?: Electron.WebContentsPrintOptions,
    callback?: (success: boolean, failureReason: string) => void,
  ): void {
    if (this.#browser?.headless) {
      callback?.(false, '没有界面时不能打印');
      return;
    }
    void this.#printOnScreen(callback ?? (() => {}));
  }

  async #printOnScreen(done: (success: boolean, failureReason: string) => void): Promise<void> {
    try {
      await this.executeJavaScript('print()', true);
    } catch (error) {
      done(false, String(error));
      return;
    }
    done(true, '');
  }

  async capturePage(rect?: Electron.Rectangle): Promise<Image> {
    const page = await this.#attached.promise;
    const { data } = await page.send('Page.captureScreenshot', {
      format: 'png',
      ...(rect ? { clip: { ...rect, scale: 1 } } : {}),
    });
    return imageOf(data);
  }

  /** The place and state of the browser's window around the page. */
  async setWindowBounds(bounds: WindowBounds): Promise<void> {
    if (!this.#page) return;
    const { windowId } = await this.#page.send('Browser.getWindowForTarget', {});
    await this.#page.send('Browser.setWindowBounds', { windowId, bounds });
  }

  focus(): void {
    if (this.#page) unlessGone(this.#page.send('Page.bringToFront', {}));
  }
  close(_options?: Electron.CloseOpts): void {
    this.owner.close();
  }
  // Zooming by gesture is off in the browser's window as well.
  setVisualZoomLevelLimits(_minimum: number, _maximum: number): Promise<void> {
    return Promise.resolve();
  }

  static fromId(id: number): WebContents | undefined {
    return contents.get(id);
  }
  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return [...contents.values()].find((known) => known.targetId === targetId);
  }
  static getAllWebContents(): WebContents[] {
    return [...contents.values()];
  }
  static getFocusedWebContents(): WebContents | null {
    return [...contents.values()].at(-1) ?? null;
  }
}
