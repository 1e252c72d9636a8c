import Database from 'better-sqlite3-multiple-ciphers';
import { Refusal } from '#contract/result.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;
type Raw = Database.Database;

/** A connection on which only reading is meant. */
export type ReadDb = Pick<Raw, 'prepare'> & { readonly [readable]: true };
/** A connection inside a write transaction; only `transact` gives one, so a function that takes it writes atomically. */
export type WriteDb = ReadDb & { readonly [writable]: true };
/** The open database. Owned by whoever opened it. */
export type Connection = ReadDb & Raw;

/** A million catalogue rows read as fast as plain SQLite once the page cache holds them (performance.md: 512 MB). */
export const CACHE_MIB = 256;

/**
 * Opens (or creates) the SQLCipher 4 file with a raw 32-byte key, which skips SQLCipher's own key derivation.
 * @throws Refusal `archive-damaged` when the key does not fit or the file is not a database.
 */
export function openDatabase(
  path: string,
  key: Uint8Array,
  options: { readonly create?: boolean; readonly cacheMiB?: number; readonly readonly?: boolean } = {},
): Connection {
  if (key.length !== 32) throw new RangeError('the database key has 32 bytes');
  const db = new Database(path, {
    fileMustExist: !options.create,
    readonly: options.readonly ?? false,
    timeout: 15_000,
  });
  try {
    db.pragma(`cipher = 'sqlcipher'`);
    db.pragma('legacy = 4');
    db.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
    // The first read proves the key.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    db.pragma('temp_store = MEMORY'); // sorted titles must never reach a temporary file
    db.pragma(`cache_size = -${(options.cacheMiB ?? CACHE_MIB) * 1024}`);
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    // Without it INSERT OR REPLACE removes a row without asking the triggers that keep audit events and items.
    db.pragma('recursive_triggers = ON');
    if (!options.readonly) {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('secure_delete = ON');
    }
  } catch (cause) {
    db.close();
    if (isFull(cause)) throw cause;
    throw new Refusal(
      'archive-damaged',
      '库文件 archive.db 打不开：密钥不符或文件已损坏。请勿改动该文件夹，用最近一次备份恢复到新文件夹后核验。',
    );
  }
  return db as unknown as Connection;
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL';
}

const settling = new Set<(write: WriteDb) => void>();
/** What every transaction of this process does last, so that what is derived from the data is never older than it. */
export function settleBeforeCommit(work: (write: WriteDb) => void): void {
  settling.add(work);
}

/** Runs `work` in one IMMEDIATE transaction: all of it or nothing. Nesting is a fault of the caller. */
export function transact<T>(db: Connection, work: (write: WriteDb) => T): T {
  if (db.inTransaction) throw new Error('transact: a transaction is already open on this connection');
  return db
    .transaction(() => {
      const write = db as unknown as WriteDb;
      const done = work(write);
      for (const settle of settling) settle(write);
      return done;
    })
    .immediate();
}

/** A consistent view for several reads. */
export function snapshot<T>(db: Connection, work: (read: ReadDb) => T): T {
  if (db.inTransaction) throw new Error('snapshot: a transaction is already open on this connection');
  return db.transaction(() => work(db)).deferred();
}

type Bound = string | number | bigint | Uint8Array | null;
type Parameters = readonly Bound[] | Readonly<Record<string, Bound>>;

const prepared = new WeakMap<object, Map<string, Database.Statement>>();
function statement(db: ReadDb, sql: string): Database.Statement {
  let known = prepared.get(db);
  if (!known) prepared.set(db, (known = new Map()));
  let found = known.get(sql);
  if (!found) known.set(sql, (found = db.prepare(sql)));
  return found;
}

/** All rows of a query. The shape `T` is the caller's word for its own SQL, which lies beside it in queries.ts. */
export function rows<T>(db: ReadDb, sql: string, parameters: Parameters = []): T[] {
  return statement(db, sql).all(parameters) as T[];
}
/** The rows of a query one by one, for what would not fit into memory at once. */
export function each<T>(db: ReadDb, sql: string, parameters: Parameters = []): IterableIterator<T> {
  return db.prepare(sql).iterate(parameters) as IterableIterator<T>;
}
/** The first row, if any. */
export function row<T>(db: ReadDb, sql: string, parameters: Parameters = []): T | undefined {
  return statement(db, sql).get(parameters) as T | undefined;
}
/** The one row that must be there. */
export function theRow<T>(db: ReadDb, sql: string, parameters: Parameters = []): T {
  const found = row<T>(db, sql, parameters);
  if (found === undefined) throw new Error(`no row for: ${sql.slice(0, 80)}`);
  return found;
}
/** First column of each row. */
export function column<T>(db: ReadDb, sql: string, parameters: Parameters = []): T[] {
  return statement(db, sql).pluck(true).all(parameters) as T[];
}
/** First column of the first row. */
export function value<T>(db: ReadDb, sql: string, parameters: Parameters = []): T | undefined {
  return statement(db, sql).pluck(true).get(parameters) as T | undefined;
}
/** Runs a writing statement; answers the row id and how many rows changed. */
export function run(db: WriteDb, sql: string, parameters: Parameters = []): { id: number; changes: number } {
  const done = statement(db, sql).run(parameters);
  return { id: Number(done.lastInsertRowid), changes: done.changes };
}
