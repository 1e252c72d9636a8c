/** What a handler is given. Types only: features, dispatch and jobs meet here without knowing each other. */
import type { Kind, Output, Parsed, RouteName } from '#contract/index.ts';
import type { Role, SecrecyLevel } from '#contract/vocabulary.ts';
import type { Changes } from '#main/audit/index.ts';
import type { Keyring, OpenKeys } from '#main/keyring/index.ts';
import type { ArchiveFolder, Connection, ReadDb, WriteDb } from '#main/storage/index.ts';
import type { Vault } from '#main/vault/index.ts';

/** Who calls, as the main side knows it; never taken from the input. */
export interface Caller {
  readonly accountId: number;
  readonly name: string;
  readonly login: string;
  readonly roles: readonly Role[];
  readonly clearance: SecrecyLevel;
  /** Highest secrecy rank the caller may see: index of the clearance in SECRECY_LEVELS. */
  readonly clearanceRank: number;
  readonly machine: string;
  /** window, command line, or a worker's job on their behalf. */
  readonly origin: string;
}

/** What the audit row says beyond the route's event; a handler fills it in. */
export interface AuditNote {
  subject: string;
  detail: unknown;
  /** Fields before and after; the chain gets their digests, the values lie beside it by their secrecy. */
  changes?: Changes;
}

/** What every handler has: the archive, the clock and the note for its audit row. */
export interface Scope {
  readonly archiveId: string;
  readonly resources: string;
  readonly now: () => Date;
  readonly note: AuditNote;
  readonly folder: ArchiveFolder;
  readonly keyring: Keyring;
  /** Keys of the signed-in account; `contentKey()` refuses in Chinese when the account holds none. */
  readonly contentKey: () => Buffer;
}

/** What an asynchronous handler has besides: it opens its own transactions, each with its audit row. */
export interface ActScope extends Scope {
  readonly db: Connection;
  readonly vault: Vault;
  readonly keys: OpenKeys;
  readonly caller: Caller;
  /** One transaction with the route's audit row in it. */
  readonly commit: <T>(work: (write: WriteDb) => T) => T;
  /** The path behind a token, if it was given for this purpose. */
  readonly path: (token: string) => string;
  readonly startJob: (kind: JobKind, label: string, input: Record<string, unknown>) => number;
  readonly cancelJob: (id: number) => void;
}

export type JobKind =
  | 'import-scans'
  | 'import-texts'
  | 'seal'
  | 'receive'
  | 'backup'
  | 'verify'
  | 'interleave'
  | 'scan-warnings'
  | 'scan'
  | 'watch-folder'
  | 'ocr'
  | 'check-quality'
  | 'search-cross-check'
  | 'search-check-index'
  | 'search-index-owed';

export type ReadHandler<N extends RouteName> = (
  db: ReadDb,
  input: Parsed<N>,
  caller: Caller,
  scope: Scope,
) => Output<N>;
export type WriteHandler<N extends RouteName> = (
  db: WriteDb,
  input: Parsed<N>,
  caller: Caller,
  scope: Scope,
) => Output<N>;
export type ActHandler<N extends RouteName> = (scope: ActScope, input: Parsed<N>) => Promise<Output<N>>;

/** The kind that the contract declares decides what the handler gets: a `read` route can't get a `WriteDb`. */
export type Handler<N extends RouteName> =
  Kind<N> extends 'read' ? ReadHandler<N> : Kind<N> extends 'write' ? WriteHandler<N> : ActHandler<N>;

/** What a long job has, in its worker thread: own connection, own copies of the keys. */
export interface JobScope extends Scope {
  readonly db: Connection;
  readonly vault: Vault;
  readonly keys: OpenKeys;
  readonly caller: Caller;
  /** One transaction with an audit row for `event`. */
  readonly commit: <T>(event: string, subject: string, detail: unknown, work: (write: WriteDb) => T) => T;
  readonly progress: (done: number, total: number, message: string) => void;
  /** Throws the refusal `cancelled` once the person has asked to stop; call between pieces that are whole in themselves. */
  readonly checkCancelled: () => void;
  /** Work in the background waits here while other work has precedence; any other job goes on at once. */
  readonly giveWay: () => Promise<void>;
}
export type JobResult = Record<string, string | number | boolean | null>;
/** A job that pauses for nothing: it leaves nothing or a complete result. */
export type JobWork = (scope: JobScope, input: Record<string, unknown>) => Promise<JobResult>;
