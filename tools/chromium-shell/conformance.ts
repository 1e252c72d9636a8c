/**
 * Holds the stand-in to Electron's own declarations: what the product calls on `electron` must be callable here
 * with the same arguments and give the same results. Types only; it fails to compile when something drifts.
 * Events are left out: their listeners' types name Electron's classes, which nothing else can be.
 */
import type * as shell from './index.ts';

/** Compiles only when `Ours` can stand where `Theirs` is expected. */
type Stands<Theirs, Ours extends Theirs> = [Theirs, Ours];

type Members<T, K extends keyof T> = { [P in K]: T[P] };

type AppMembers =
  | 'commandLine'
  | 'configureHostResolver'
  | 'disableHardwareAcceleration'
  | 'enableSandbox'
  | 'exit'
  | 'focus'
  | 'getAppPath'
  | 'getLocale'
  | 'getName'
  | 'getPath'
  | 'getPreferredSystemLanguages'
  | 'getSystemLocale'
  | 'getVersion'
  | 'hasSingleInstanceLock'
  | 'isPackaged'
  | 'isReady'
  | 'name'
  | 'quit'
  | 'releaseSingleInstanceLock'
  | 'requestSingleInstanceLock'
  | 'setAboutPanelOptions'
  | 'setAppUserModelId'
  | 'setName'
  | 'setPath'
  | 'whenReady';
/** `commandLine` is a class of many switches; the stand-in has those below. */
type CommandLineMembers = 'appendSwitch' | 'appendArgument' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch';

type WindowMembers =
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getBounds'
  | 'getContentBounds'
  | 'getContentSize'
  | 'getSize'
  | 'getTitle'
  | 'hide'
  | 'id'
  | 'isDestroyed'
  | 'isFocused'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'minimize'
  | 'reload'
  | 'removeMenu'
  | 'restore'
  | 'setAutoHideMenuBar'
  | 'setBounds'
  | 'setContentProtection'
  | 'setContentSize'
  | 'setFullScreen'
  | 'setMenu'
  | 'setMenuBarVisibility'
  | 'setMinimumSize'
  | 'setSize'
  | 'setTitle'
  | 'show';

type ContentsMembers =
  | 'close'
  | 'executeJavaScript'
  | 'focus'
  | 'getType'
  | 'getURL'
  | 'id'
  | 'isDestroyed'
  | 'isLoading'
  | 'loadURL'
  | 'print'
  | 'printToPDF'
  | 'reload'
  | 'send'
  | 'setVisualZoomLevelLimits'
  | 'setWindowOpenHandler';

type SessionMembers =
  | 'clearCache'
  | 'clearStorageData'
  | 'closeAllConnections'
  | 'isPersistent'
  | 'setBluetoothPairingHandler'
  | 'setCertificateVerifyProc'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setProxy'
  | 'setSSLConfig'
  | 'setSpellCheckerDictionaryDownloadURL'
  | 'setSpellCheckerEnabled'
  | 'setUSBProtectedClassesHandler';

type ProtocolMembers = 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled';
type FrameMembers = 'url' | 'origin' | 'processId' | 'routingId' | 'frameTreeNodeId' | 'detached';
type ImageMembers = 'toPNG' | 'toDataURL' | 'isEmpty' | 'getSize';

type OurWindow = InstanceType<typeof shell.BrowserWindow>;
type OurContents = OurWindow['webContents'];
type OurSession = typeof shell.session.defaultSession;
type Captured = Awaited<ReturnType<OurWindow['capturePage']>>;

export type Conformance = [
  Stands<Members<Electron.App, Exclude<AppMembers, 'commandLine'>>, typeof shell.app>,
  Stands<Members<Electron.CommandLine, CommandLineMembers>, typeof shell.app.commandLine>,
  Stands<
    ConstructorParameters<typeof shell.BrowserWindow>,
    ConstructorParameters<typeof Electron.BrowserWindow>
  >,
  Stands<Members<Electron.BrowserWindow, WindowMembers>, OurWindow>,
  Stands<Parameters<Electron.BrowserWindow['capturePage']>[0], Parameters<OurWindow['capturePage']>[0]>,
  Stands<Members<Electron.NativeImage, ImageMembers>, Captured>,
  Stands<Members<Electron.WebContents, ContentsMembers>, OurContents>,
  Stands<Members<Electron.WebFrameMain, FrameMembers>, OurContents['mainFrame']>,
  Stands<Members<Electron.Session, SessionMembers>, OurSession>,
  Stands<Members<Electron.WebRequest, 'onBeforeRequest' | 'onHeadersReceived'>, OurSession['webRequest']>,
  Stands<Members<Electron.Protocol, ProtocolMembers>, typeof shell.protocol>,
  Stands<Members<Electron.Protocol, ProtocolMembers>, OurSession['protocol']>,
  Stands<
    Members<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>,
    typeof shell.dialog
  >,
  Stands<Members<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>, typeof shell.ipcMain>,
  Stands<Members<Electron.PowerMonitor, 'getSystemIdleTime'>, typeof shell.powerMonitor>,
  Stands<Members<Electron.SafeStorage, 'isEncryptionAvailable'>, typeof shell.safeStorage>,
  Stands<Members<Electron.Net, 'fetch' | 'isOnline'>, typeof shell.net>,
  Stands<Members<Electron.Shell, 'openExternal' | 'openPath'>, typeof shell.shell>,
];
