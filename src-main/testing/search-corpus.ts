/** A generated archive for the tests of searching: real tables, seeded texts with rare characters, no files behind the pages. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultScheme, installScheme } from '#main/scheme/index.ts';
import type { Caller, JobScope, Scope } from '#main/scope/index.ts';
import { settleIndex } from '#main/search/index.ts';
import {
  type Connection,
  migrate,
  openDatabase,
  readMigrations,
  settleBeforeCommit,
  transact,
  type WriteDb,
} from '#main/storage/index.ts';
import { PROGRAM } from './archive.ts';

/** Mulberry32: the same numbers for the same seed on every machine. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Record {
  readonly kind: 'item' | 'page';
  readonly id: number;
  readonly itemId: number;
  readonly fileId: number;
  readonly name: string;
  readonly formerName: string;
  readonly unit: string;
  readonly classCode: string;
  readonly title: string;
  readonly date: string;
  readonly author: string;
  readonly documentNumber: string;
  readonly remarks: string;
  readonly supplier: string;
  readonly sourceKind: 'personal' | 'organisation' | 'masses';
  readonly nature: 'statement' | 'conclusion';
  readonly retention: 'Y' | 'D30' | 'D10';
  readonly rank: number;
  readonly state: 'draft' | 'fixed' | 'void';
  readonly archivalCode: string;
  readonly pencilCode: string;
  readonly itemNumber: number | null;
  readonly text: string;
}

/** Few characters, so that pairs meet often: common ones, traditional and variant forms, Ext A to H, other scripts, signs. */
const LETTERS = [
  ...'的任免审批表考核处分决定张王李年第号一二三〇国党',
  ...'審批處決國黨號覈喆哲龍龙',
  '㐀',
  '䶮',
  '𠀀',
  '𠮷',
  '𪚥',
  '𫝆',
  '𫠝',
  '𬺰',
  '𮯠',
  '𰀀',
  '𲎯',
  ...'abcxyzABC019',
  ...'ａＢ３（）()-—·・〔〕％.。，、"“”|/:',
  ' ',
  '　',
  '\n',
];

export class Corpus {
  readonly folder = mkdtempSync(join(tmpdir(), 'liandang-search-'));
  readonly db: Connection;
  readonly records: Record[] = [];
  readonly #random: () => number;

  constructor(seed: number, { files = 40, items = 300, pages = 500 } = {}) {
    this.#random = seeded(seed);
    this.db = openDatabase(join(this.folder, 'archive.db'), Buffer.alloc(32, 7), { create: true });
    migrate(this.db, readMigrations(PROGRAM.migrations), undefined, NOW);
    settleBeforeCommit(settleIndex);
    transact(this.db, (write) => this.#fill(write, files, items, pages));
  }

  discard(): void {
    this.db.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  pick<T>(all: readonly T[]): T {
    const found = all[Math.floor(this.#random() * all.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }
  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
  text(most: number): string {
    return Array.from({ length: 1 + this.below(most) }, () => this.pick(LETTERS)).join('');
  }
  /** A line as the catalogue takes it: one line without blanks at the ends. */
  line(most: number): string {
    return this.text(most).replaceAll('\n', '').trim() || '空';
  }

  #fill(db: WriteDb, files: number, items: number, pages: number): void {
    const run = (sql: string, ...bound: (string | number | null)[]) =>
      Number(db.prepare(sql).run(...bound).lastInsertRowid);
    installScheme(db, defaultScheme(PROGRAM.resources), NOW, '试');
    for (const login of ['shi', 'tashi'])
      run(
        `INSERT INTO account (slot, login, name, state, clearance, must_change_password, created_at)
         VALUES (?, ?, '试', 'active', 'top-secret', 0, ?)`,
        login,
        login,
        NOW,
      );
    const codes = db
      .prepare(`SELECT value ->> 'code' FROM class_scheme, json_each(body, '$.classes')`)
      .pluck()
      .all() as string[];
    const scan = scanFor(run);
    const people = Array.from({ length: files }, (_, at) => {
      const name = `${this.pick([...'张王李喆龍'])}${this.pick(['三', '国', '喆', '·a', '𠮷'])}`;
      const one = {
        name,
        formerName: this.below(4) === 0 ? this.line(3) : '',
        unit: `${this.pick(['甲', '乙', '丙'])}局`,
        fileId: 0,
      };
      const personId = run(
        `INSERT INTO person (name, name_folded, pinyin, initials, former_name, unit, rank, created_at) VALUES (?, ?, ?, ?, ?, ?, '正科', ?)`,
        name,
        name,
        'zhangsan',
        'zs',
        one.formerName,
        one.unit,
        NOW,
      );
      const key = run(
        `INSERT INTO file_key (purpose, label, wrapped, made_at) VALUES ('cadre', ?, x'00', ?)`,
        `k${at}`,
        NOW,
      );
      one.fileId = run(
        `INSERT INTO cadre_file (person_id, volume_number, state, key_id) VALUES (?, ?, 'open', ?)`,
        personId,
        at + 1,
        key,
      );
      return one;
    });
    const made = Array.from({ length: items }, (_, at) => this.#item(run, codes, this.pick(people), at));
    this.records.push(...made);
    for (let at = 0; at < pages; at++) {
      const item = this.pick(made);
      const id = run(
        `INSERT INTO page (item_id, position, scan_id, page_index, width, height) VALUES (?, ?, ?, 0, 10, 10)`,
        item.itemId,
        at + 1,
        scan,
      );
      const text = this.text(160);
      run(`INSERT INTO page_text (page_id, text, source, at) VALUES (?, ?, 'typed', ?)`, id, text, NOW);
      this.records.push({ ...item, kind: 'page', id, text });
    }
  }

  #item(
    run: (sql: string, ...bound: (string | number | null)[]) => number,
    codes: readonly string[],
    person: { fileId: number; name: string; formerName: string; unit: string },
    at: number,
  ): Record {
    const state = this.pick(['draft', 'fixed', 'fixed', 'void'] as const);
    const retention = this.pick(['Y', 'D30', 'D10'] as const);
    const classCode = this.pick(codes);
    const number = state === 'fixed' ? at + 1 : null;
    const date = this.pick(['', '2019', '202003', '20200315', '20211231', '20220101', '2022', '20240229']);
    const one = {
      kind: 'item' as const,
      ...person,
      classCode,
      title: this.line(24),
      date,
      author: this.below(2) === 0 ? this.line(8) : '',
      documentNumber: this.below(3) === 0 ? `国办发〔${2020 + this.below(4)}〕${this.below(30)}号` : '',
      remarks: this.below(4) === 0 ? this.line(10) : '',
      supplier: this.below(3) === 0 ? this.line(6) : '',
      sourceKind: this.pick(['personal', 'organisation', 'masses'] as const),
      nature: this.pick(['statement', 'conclusion'] as const),
      retention,
      rank: this.below(4),
      state,
      archivalCode:
        number === null
          ? ''
          : `J019-RS·LZ${this.pick(['', `·${retention}`])}-${String(person.fileId).padStart(4, '0')}-${String(number).padStart(3, '0')}`,
      pencilCode: number === null ? '' : `${classCode}-${number}`,
      itemNumber: number,
      text: '',
    };
    const id = run(
      `INSERT INTO item (file_id, class_code, scheme_version, position, title, date, date_sort, author, document_number, source_kind,
         nature, supplier, originality, secrecy, secrecy_rank, retention, remarks, state, item_number, class_sequence,
         archival_code, changed_at, created_at)
       VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'original', 'internal', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      one.fileId,
      classCode,
      at,
      one.title,
      date,
      date === '' ? '' : date.padEnd(8, '0'),
      one.author,
      one.documentNumber,
      one.sourceKind,
      one.nature,
      one.supplier,
      one.rank,
      retention,
      one.remarks,
      state,
      number,
      number,
      number === null ? null : one.archivalCode,
      NOW,
      NOW,
    );
    return { ...one, id, itemId: id };
  }
}

const NOW = '2026-01-01T00:00:00.000Z';

function scanFor(run: (sql: string, ...bound: (string | number | null)[]) => number): number {
  const key = run(
    `INSERT INTO file_key (purpose, label, wrapped, made_at) VALUES ('tray', 'tray', x'00', ?)`,
    NOW,
  );
  run(
    `INSERT INTO blob (id, key_id, size, sha256, kind, created_at) VALUES ('b', ?, 1, zeroblob(32), 'original', ?)`,
    key,
    NOW,
  );
  return run(
    `INSERT INTO scan (blob_id, file_name, media_type, image_set, page_count, created_at) VALUES ('b', 'a', 'image/png', 'original', 1, ?)`,
    NOW,
  );
}

export function callerOf(clearanceRank: number): Caller {
  return {
    accountId: 1,
    name: '试',
    login: 'shi',
    roles: ['clerk'],
    clearance: (['internal', 'secret', 'confidential', 'top-secret'] as const)[clearanceRank] ?? 'internal',
    clearanceRank,
    machine: '',
    origin: 'test',
  };
}

/** What a job is given, without a thread: its transactions and its progress, nothing asked to stop. */
export function jobScope(db: Connection, clearanceRank: number): JobScope {
  const caller = callerOf(clearanceRank);
  const commit = <T>(_event: string, _subject: string, _detail: unknown, work: (write: WriteDb) => T) =>
    transact(db, work);
  return {
    db,
    caller,
    commit,
    now: () => new Date(NOW),
    progress: () => undefined,
    checkCancelled: () => undefined,
    giveWay: async () => undefined,
  } as unknown as JobScope;
}

export const SCOPE = { note: { subject: '', detail: {} }, now: () => new Date(NOW) } as unknown as Scope;
