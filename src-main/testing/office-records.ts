/** A generated office for the tests and the bench of reports: cadres, items and the records of what was done, no scans. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { DISCIPLINES, SECRECY_LEVELS } from '#contract/vocabulary.ts';
import { defaultScheme, installScheme } from '#main/scheme/index.ts';
import { type Connection, migrate, openDatabase, readMigrations, transact } from '#main/storage/index.ts';
import { PROGRAM } from './archive.ts';
import { seeded } from './search-corpus.ts';

const MADE = '2026-01-01T00:00:00.000Z';
const UNITS = ['县财政局', '县教育局', '县水利局', '县卫健局', ''] as const;
const RANKS = ['乡科级正职', '乡科级副职', '县处级副职', ''] as const;
const KINDS = ['warning', 'serious-warning', 'probation-1', 'gov-demerit', 'admonition', 'own-kind'] as const;

export interface Size {
  readonly cadres: number;
  readonly items: number;
  /** Of each kind of record: consults, loans, letters, measures, findings… */
  readonly records: number;
}

export class OfficeRecords {
  readonly folder = mkdtempSync(join(tmpdir(), 'liandang-office-'));
  readonly db: Connection;
  readonly #random: () => number;
  readonly #run: (sql: string, ...bound: (string | number | null)[]) => number;
  readonly #files: number[] = [];
  readonly #items: { readonly id: number; readonly fileId: number }[] = [];

  constructor(seed: number, size: Size) {
    this.#random = seeded(seed);
    this.db = openDatabase(join(this.folder, 'archive.db'), Buffer.alloc(32, 7), { create: true });
    migrate(this.db, readMigrations(PROGRAM.migrations), undefined, MADE);
    const known = new Map<string, Database.Statement>();
    this.#run = (sql, ...bound) => {
      let statement = known.get(sql);
      if (!statement) known.set(sql, (statement = this.db.prepare(sql) as Database.Statement));
      return Number(statement.run(...bound).lastInsertRowid);
    };
    transact(this.db, (write) => {
      installScheme(write, defaultScheme(PROGRAM.resources), MADE, '试');
      this.#people(size.cadres);
      this.#materials(size.items);
      for (let at = 0; at < size.records; at += 1) this.#record(at);
    });
  }
  discard(): void {
    this.db.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
  pick<T>(all: readonly T[]): T {
    const found = all[this.below(all.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }
  /** An instant of 2023 to 2026; many lie in the hours in which the office and UTC differ in the day, some in the year. */
  instant(): string {
    const time = Date.UTC(
      2023,
      this.below(46),
      1 + this.below(31),
      this.pick([0, 7, 15, 16, 17, 23]),
      this.below(60),
    );
    return this.below(20) === 0 ? '2024-12-31T17:30:00.000Z' : new Date(time).toISOString();
  }
  /** A date as catalogued: whole, partial, inferred, missing. */
  date(): string {
    const year = this.pick(['2003', '2014', '2015', '2016', '2024', '2025', '2026', '1995', '1996']);
    return this.pick(['', year, `${year}06`, `${year}0615`, `${year}1231`, `[${year}]`]);
  }

  #people(count: number): void {
    this.#run(
      `INSERT INTO account (slot, login, name, state, clearance, must_change_password, created_at)
       VALUES ('a', 'a', '试', 'active', 'top-secret', 0, ?)`,
      MADE,
    );
    this.#run(
      `INSERT INTO account (slot, login, name, state, clearance, must_change_password, created_at)
       VALUES ('b', 'b', '审', 'active', 'top-secret', 0, ?)`,
      MADE,
    );
    for (let at = 1; at <= count; at += 1) {
      const personId = this.#run(
        `INSERT INTO person (name, name_folded, pinyin, initials, unit, rank, sort_order, created_at, retracted_at)
         VALUES (?, ?, '', '', ?, ?, ?, ?, ?)`,
        `干部${at}`,
        `干部${at}`,
        this.pick(UNITS),
        this.pick(RANKS),
        at,
        MADE,
        this.below(30) === 0 ? MADE : null,
      );
      const key = this.#run(
        `INSERT INTO file_key (purpose, label, wrapped, made_at) VALUES ('cadre', ?, x'00', ?)`,
        `f${at}`,
        MADE,
      );
      this.#files.push(
        this.#run(
          `INSERT INTO cadre_file (person_id, volume_number, state, key_id) VALUES (?, ?, 'open', ?)`,
          personId,
          at,
          key,
        ),
      );
    }
  }
  #materials(count: number): void {
    const codes = this.db
      .prepare(
        `SELECT value ->> 'code' FROM class_scheme, json_each(body, '$.classes') WHERE value ->> 'parent' IS NOT NULL`,
      )
      .pluck()
      .all() as string[];
    for (let at = 1; at <= count; at += 1) {
      const fileId = this.pick(this.#files);
      const date = this.date();
      const rank = this.pick([0, 0, 0, 1, 1, 2, 3]);
      const paper = this.pick([null, 0, 1, 3, 12]);
      const id = this.#run(
        `INSERT INTO item (file_id, class_code, scheme_version, position, title, date, date_sort, source_kind, nature, originality,
           secrecy, secrecy_rank, retention, paper_pages, scanned_pages, state, item_number, void_reason, changed_at, created_at)
         VALUES (?, ?, 1, ?, ?, ?, ?, 'personal', 'statement', 'original', ?, ?, ?, ?, ?, ?, NULL, '', ?, ?)`,
        fileId,
        this.pick(codes),
        at,
        `材料${at}`,
        date,
        date === '' ? '' : date.replaceAll(/[[\]]/g, '').padEnd(8, '0'),
        SECRECY_LEVELS[rank] ?? '',
        rank,
        this.pick(['Y', 'D30', 'D10']),
        paper,
        paper === null ? 0 : Math.max(0, paper + this.pick([-2, 0, 0, 1])),
        this.below(25) === 0 ? 'void' : 'draft',
        MADE,
        MADE,
      );
      this.#items.push({ id, fileId });
    }
  }

  #record(at: number): void {
    this.#measure();
    this.#consult(at);
    this.#transfer(at);
    this.#finding(at);
    this.#letter(at);
  }
  #measure(): void {
    const item = this.pick(this.#items);
    const id = this.#run(
      `INSERT INTO measure (file_id, item_id, kind, decided_on, recorded_by, recorded_at, withdrawn) VALUES (?, ?, ?, ?, '试', ?, ?)`,
      item.fileId,
      item.id,
      this.pick(KINDS),
      this.pick(['20240301', '20250831', '20260301', '20261001', '[20251001]', '2026', '']),
      MADE,
      this.below(10) === 0 ? '误' : null,
    );
    for (const discipline of new Set([this.pick(DISCIPLINES), this.pick(DISCIPLINES)]))
      if (this.below(3) > 0)
        this.#run('INSERT INTO measure_discipline (measure_id, discipline) VALUES (?, ?)', id, discipline);
  }
  #consult(at: number): void {
    const request = this.#run(
      `INSERT INTO consult_request (number, year, sequence, file_id, state, purpose, purpose_name, reason, unit, scope, ways, minutes,
         valid_from, valid_until, emergency, secrecy_rank, created_by, created_at)
       VALUES (?, 2026, ?, ?, 'approved', 'x', ?, '', '县委组织部', '{}', '[]', 30, '', '', 0, ?, 1, ?)`,
      `查${at}`,
      at + 1,
      this.pick(this.#files),
      this.pick(['选拔任用', '巡视巡察']),
      this.below(4),
      this.instant(),
    );
    if (this.below(2) === 0)
      this.#run(
        `INSERT INTO consult_sitting (request_id, clerk_id, readers, started_at, granted_seconds, ended_at, end_reason)
         VALUES (?, 1, '[]', ?, 60, ?, 'finished')`,
        request,
        MADE,
        MADE,
      );
    if (this.below(3) === 0)
      this.#run(
        `INSERT INTO loan (number, request_id, borrower, borrower_unit, phone, lent_at, lent_by, due_at, returned_at)
         VALUES (?, ?, '借', '部', '', ?, '试', ?, ?)`,
        `借${at}`,
        request,
        MADE,
        this.instant(),
        this.below(2) === 0 ? null : MADE,
      );
    if (this.below(3) === 0)
      this.#run(
        `INSERT INTO consult_copy (request_id, kind, copy_number, format, secrecy_rank, pages, file_name, sha256, received_by,
           made_at, made_by, due_at, state) VALUES (?, 'copy', 1, 'pdf', ?, 1, '', '', '领', ?, '试', ?, ?)`,
        request,
        this.below(4),
        MADE,
        this.instant(),
        this.pick(['out', 'returned']),
      );
  }
  #transfer(at: number): void {
    const partner = this.#run(
      `INSERT INTO partner (name, fonds_code, unit_id, fingerprint, card, added_by, added_at) VALUES (?, 'J', ?, ?, '', 1, ?)`,
      this.pick(['甲县', '乙县']),
      `u${at}`,
      `f${at}`,
      MADE,
    );
    const direction = this.pick(['out', 'out', 'in']);
    // One file is on its way once only.
    const sealed = direction === 'out' && at % 3 === 0 ? this.#files[at] : undefined;
    this.#run(
      `INSERT INTO transfer_case (direction, bundle_id, sequence, slip_number, partner_id, file_id, person_name, reason, state, items,
         pages, size, sha256, body, created_at, created_by) VALUES (?, ?, 1, ?, ?, ?, '', '', ?, 1, 1, 1, '', '{}', ?, '试')`,
      direction,
      `b${at}`,
      `转${at}`,
      partner,
      sealed ?? this.pick(this.#files),
      sealed === undefined
        ? this.pick(direction === 'out' ? ['receipted', 'returned'] : ['accepted', 'staged'])
        : 'sealed',
      this.below(15) === 0 ? '2026-11-10T02:00:00.000Z' : this.instant(),
    );
  }
  #finding(at: number): void {
    const fileId = this.pick(this.#files);
    const year = this.pick([2024, 2025]);
    const item = this.pick(this.#items);
    const head = (kind: string) =>
      this.#run(
        `INSERT INTO declaration (file_id, year, kind, version, item_id, secrecy_rank, captured_by, captured_at)
         VALUES (?, ?, ?, ?, ?, ?, '试', ?)`,
        fileId,
        year,
        kind,
        at + 1,
        this.pick([null, item.id]),
        this.pick([0, 1, 1, 2]),
        MADE,
      );
    const [declared, checked] = [head('annual'), head('check')];
    for (let row = 0; row < 3; row += 1)
      this.#run(
        `INSERT INTO declaration_finding (declared_id, checked_id, item, row_key, finding, basis, found_by, found_at)
         VALUES (?, ?, ?, ?, ?, '', '试', ?)`,
        declared,
        checked,
        this.pick(['房产', '车辆']),
        this.pick(['甲', '乙']),
        this.pick(['truthful', 'omitted', 'concealed']),
        MADE,
      );
  }
  #letter(at: number): void {
    const batch = this.#run(
      `INSERT INTO letter_batch (kind, purpose, from_unit, from_number, from_date, due_on, as_of, created_by, created_at)
       VALUES (?, '拟任', ?, '', ?, ?, '20261101', '试', ?)`,
      this.pick(['reply', 'reply', 'conclusion']),
      this.pick(['县委组织部', '市委组织部']),
      this.pick(['20240110', '202401', '', '20250630']),
      this.pick(['20240201', '20250710', '']),
      MADE,
    );
    const item = this.pick(this.#items);
    const signed = this.below(4) > 0;
    const letter = this.#run(
      `INSERT INTO letter (batch_id, file_id, conclusion, state, number, drafted_by, drafted_at, signed_by, signed_at, item_id, state_kept)
       VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)`,
      batch,
      item.fileId,
      this.pick(['clear', 'settled', 'pending', 'influence']),
      signed ? 'signed' : 'draft',
      signed ? `廉函${at}` : null,
      MADE,
      signed ? 2 : null,
      signed ? this.instant() : null,
      signed ? item.id : null,
      signed ? '{}' : null,
    );
    const sentence = this.#run(
      'INSERT INTO letter_sentence (letter_id, position, text) VALUES (?, 0, ?)',
      letter,
      '事实',
    );
    this.#run(
      `INSERT INTO letter_source (sentence_id, kind, item_id) VALUES (?, 'page', ?)`,
      sentence,
      this.pick(this.#items).id,
    );
  }
}
