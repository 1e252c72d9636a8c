import type { Result } from '#contract/result.ts';

/** Where the program's own files lie; given by whoever starts it (window, command line, tests). */
export interface ProgramFiles {
  /** Folder of the numbered SQL files. */
  readonly migrations: string;
  readonly resources: string;
  /** Entry of the worker thread that runs long jobs. */
  readonly worker: string;
  readonly version: string;
  /** What runs it, shown in the About box: Electron, the stand-in, or the command line. */
  readonly runtime: string;
}

export interface ApplicationOptions {
  readonly program: ProgramFiles;
  /** Folder for the list of recent archives; nothing of an archive's content goes there. */
  readonly settingsFolder: string;
  readonly machine: string;
  readonly origin: 'window' | 'command line';
  readonly now?: () => Date;
  /** Waiting pages are read while somebody with the content key is signed in; the window's, not the command line's. */
  readonly readsInBackground?: {
    /** How long after signing in it begins: the first moments belong to the person. */
    readonly afterMs: number;
  };
  /** Milliseconds that only go forward, for the clock of the reading desk. */
  readonly monotonic?: () => number;
}

export type ApplicationEvent =
  | { readonly kind: 'job'; readonly jobId: number }
  | { readonly kind: 'session' };

/** The whole program behind its routes; the window, the command line and the tests hold the same one. */
/** 优化图像 where there is one, the same made small, or 原始图像. */
export type PictureSet = 'shown' | 'small' | 'original';

export interface Application {
  readonly call: (route: string, input: unknown) => Promise<Result<unknown>>;
  /** A page as a picture the window can show; checked and audited like a route. */
  readonly readPage: (
    pageId: number,
    set?: PictureSet,
  ) => Promise<Result<{ mediaType: string; bytes: Buffer }>>;
  /** The photo of a cadre. */
  readonly readPhoto: (personId: number) => Promise<Result<{ mediaType: string; bytes: Buffer }>>;
  /** A file that waits in the tray. */
  readonly readTray: (
    entryId: number,
    small?: boolean,
  ) => Promise<Result<{ mediaType: string; bytes: Buffer }>>;
  /** A page of the reading session that goes on, with the readers drawn into it; everything else is denied and audited. */
  readonly readConsultPage: (
    sessionId: number,
    pageId: number,
  ) => Promise<Result<{ mediaType: string; bytes: Buffer }>>;
  /** A page (from 0) of the basis document of a consult request. */
  readonly readBasis: (
    basisId: number,
    page: number,
  ) => Promise<Result<{ mediaType: string; bytes: Buffer }>>;
  /** Makes an opaque word for a path that a person chose in a dialog. */
  readonly grantPath: (path: string) => string;
  readonly onEvent: (listener: (event: ApplicationEvent) => void) => () => void;
  readonly runningJobs: () => number;
  /** Readers sit at the desk: the window prints nothing. */
  readonly isReading: () => boolean;
  readonly close: () => Promise<void>;
}
