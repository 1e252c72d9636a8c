/**
 * The commands and events of the Chrome DevTools Protocol that the stand-in uses, with the fields it uses.
 * Names and meanings: the protocol's own definition (chromedevtools.github.io/devtools-protocol).
 * Fields of type `binary` are bytes here, since the pipe speaks CBOR.
 */
export interface RemoteValue {
  readonly type: string;
  readonly value?: unknown;
  readonly description?: string;
  readonly objectId?: string;
}

interface Evaluated {
  readonly result: RemoteValue;
  readonly exceptionDetails?: { readonly text: string; readonly exception?: RemoteValue };
}

export interface HeaderEntry {
  readonly name: string;
  readonly value: string;
}

export interface WindowBounds {
  readonly left?: number;
  readonly top?: number;
  readonly width?: number;
  readonly height?: number;
  readonly windowState?: 'normal' | 'minimized' | 'maximized' | 'fullscreen';
}

type None = Readonly<Record<string, never>>;
interface Command<Params, Result = None> {
  readonly params: Params;
  readonly result: Result;
}

export interface Commands {
  'Browser.getVersion': Command<None, { readonly product: string }>;
  'Browser.close': Command<None>;
  'Browser.setDownloadBehavior': Command<{
    behavior: 'deny';
    eventsEnabled: boolean;
    browserContextId?: string;
  }>;
  'Browser.getWindowForTarget': Command<None, { readonly windowId: number }>;
  'Browser.setWindowBounds': Command<{ windowId: number; bounds: WindowBounds }>;
  'Target.setAutoAttach': Command<{ autoAttach: boolean; waitForDebuggerOnStart: boolean; flatten: boolean }>;
  'Target.createBrowserContext': Command<None, { readonly browserContextId: string }>;
  'Target.createTarget': Command<
    { url: string; browserContextId: string; newWindow: boolean; width: number; height: number },
    { readonly targetId: string }
  >;
  'Target.closeTarget': Command<{ targetId: string }>;
  'Target.detachFromTarget': Command<{ sessionId: string }>;
  'Page.enable': Command<None>;
  'Page.setLifecycleEventsEnabled': Command<{ enabled: boolean }>;
  'Page.addScriptToEvaluateOnNewDocument': Command<{ source: string; worldName?: string }>;
  'Page.navigate': Command<{ url: string }, { readonly errorText?: string }>;
  'Page.reload': Command<{ ignoreCache?: boolean }>;
  'Page.bringToFront': Command<None>;
  'Page.handleJavaScriptDialog': Command<{ accept: boolean }>;
  'Page.captureScreenshot': Command<
    {
      format: 'png';
      clip?: { x: number; y: number; width: number; height: number; scale: number };
    },
    { readonly data: Uint8Array }
  >;
  'Page.printToPDF': Command<PrintParameters, { readonly data: Uint8Array }>;
  'Inspector.enable': Command<None>;
  'Fetch.enable': Command<{ patterns: { urlPattern: string }[] }>;
  'Fetch.failRequest': Command<{
    requestId: string;
    errorReason: 'Aborted' | 'BlockedByClient' | 'Failed';
  }>;
  'Fetch.fulfillRequest': Command<{
    requestId: string;
    responseCode: number;
    responseHeaders: HeaderEntry[];
    body: Uint8Array;
  }>;
  'Runtime.enable': Command<None>;
  'Runtime.addBinding': Command<{ name: string; executionContextName: string }>;
  'Runtime.runIfWaitingForDebugger': Command<None>;
  'Runtime.evaluate': Command<
    {
      expression: string;
      uniqueContextId?: string;
      awaitPromise?: boolean;
      returnByValue?: boolean;
      userGesture?: boolean;
    },
    Evaluated
  >;
  'Runtime.callFunctionOn': Command<
    {
      functionDeclaration: string;
      uniqueContextId: string;
      arguments: { value: string | number | boolean }[];
      silent: boolean;
    },
    Evaluated
  >;
  'DOM.getFileInfo': Command<{ objectId: string }, { readonly path: string }>;
  'Emulation.setDeviceMetricsOverride': Command<{
    width: number;
    height: number;
    deviceScaleFactor: number;
    mobile: boolean;
  }>;
}

/** Lengths in inches. */
export interface PrintParameters {
  landscape: boolean;
  displayHeaderFooter: boolean;
  printBackground: boolean;
  scale: number;
  paperWidth: number;
  paperHeight: number;
  marginTop: number;
  marginBottom: number;
  marginLeft: number;
  marginRight: number;
  pageRanges: string;
  headerTemplate: string;
  footerTemplate: string;
  preferCSSPageSize: boolean;
  generateTaggedPDF: boolean;
}

export interface PausedRequest {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly hasPostData?: boolean;
    readonly postDataEntries?: readonly { readonly bytes?: Uint8Array }[];
  };
}

export interface AttachedTarget {
  readonly sessionId: string;
  readonly targetInfo: {
    readonly targetId: string;
    readonly type: string;
    readonly url: string;
    readonly openerId?: string;
  };
}

export interface Events {
  'Target.attachedToTarget': AttachedTarget;
  'Target.detachedFromTarget': { readonly sessionId: string };
  'Fetch.requestPaused': PausedRequest;
  'Runtime.executionContextCreated': {
    readonly context: {
      readonly id: number;
      readonly uniqueId: string;
      readonly name: string;
      readonly auxData?: { readonly frameId?: string };
    };
  };
  'Runtime.bindingCalled': {
    readonly name: string;
    readonly payload: string;
    readonly executionContextId: number;
  };
  'Runtime.consoleAPICalled': { readonly type: string; readonly args: readonly RemoteValue[] };
  'Page.frameNavigated': {
    readonly frame: { readonly parentId?: string; readonly url: string; readonly unreachableUrl?: string };
  };
  'Page.navigatedWithinDocument': { readonly frameId: string; readonly url: string };
  'Page.domContentEventFired': None;
  'Page.loadEventFired': None;
  'Page.lifecycleEvent': { readonly frameId: string; readonly name: string };
  'Page.javascriptDialogOpening': { readonly type: string };
  'Inspector.targetCrashed': None;
  'Browser.downloadWillBegin': {
    readonly url: string;
    readonly suggestedFilename: string;
    readonly frameId: string;
  };
}
