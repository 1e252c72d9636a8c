/** Every figure against a slow, plain recount over the tables as they stand, and against the lines that it leads to. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SECRECY_LEVELS, secrecyRank } from '#contract/vocabulary.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import { snapshot } from '#main/storage/index.ts';
import { PROGRAM } from '#main/testing/archive.ts';
import { OfficeRecords } from '#main/testing/office-records.ts';
import { recount } from '#main/testing/report-recount.ts';
import { FIGURES } from './figures/index.ts';
import { listReports, viewLines, viewReport } from './index.ts';

const NOW = new Date('2026-11-25T08:00:00.000Z');
let office: OfficeRecords;
const scope = {
  resources: PROGRAM.resources,
  now: () => NOW,
  note: { subject: '', detail: {} },
} as unknown as Scope;
const callerOf = (
  level: (typeof SECRECY_LEVELS)[number],
  role: Caller['roles'][number] = 'clerk',
): Caller => ({
  accountId: 1,
  name: '试',
  login: 'a',
  roles: [role],
  clearance: level,
  clearanceRank: secrecyRank(level),
  machine: '',
  origin: 'test',
});

beforeAll(() => {
  office = new OfficeRecords(20261125, { cadres: 60, items: 1_500, records: 160 });
}, 60_000);
afterAll(() => office.discard());

const view = (id: string, by: string, year: string, unit: string, caller: Caller) =>
  snapshot(office.db, (db) => viewReport(db, { id, by: by as 'unit', year, unit }, caller, scope));

describe.each(FIGURES.map((one) => [one.id, one] as const))('%s', (id, report) => {
  const years = report.yearly ? ['', '2024', '2025'] : [''];
  test.each(SECRECY_LEVELS)('equals the plain recount for a clearance of %s, by every axis', (level) => {
    const caller = callerOf(level);
    let compared = 0;
    for (const [by] of report.by)
      for (const year of years)
        for (const unit of ['', '县财政局']) {
          const table = view(id, by, year, unit, caller);
          const plain = recount(office.db, id, {
            by,
            year,
            unit,
            rank: caller.clearanceRank,
            today: '20261125',
            now: NOW,
          });
          const said = Object.fromEntries(table.rows.map((row) => [row.key, row.cells.slice(1)]));
          expect(said, `${by} ${year} ${unit}`).toEqual(plain.rows);
          expect(table.total?.cells.slice(1)).toEqual(plain.total);
          compared += table.rows.length;
        }
    expect(compared).toBeGreaterThan(3);
  });

  test('each number has as many lines as it says, and none above the clearance', () => {
    const caller = callerOf('secret');
    const [axis] = report.by[0] ?? ['unit'];
    const table = view(id, axis, '', '', caller);
    const columns = table.columns.filter((one) => one.show === 'number');
    for (const row of [...table.rows, ...(table.total ? [table.total] : [])])
      for (const column of columns) {
        const lines = snapshot(office.db, (db) =>
          viewLines(
            db,
            {
              id,
              by: axis,
              year: '',
              unit: '',
              row: row === table.total ? null : row.key,
              column: column.key,
            },
            caller,
            scope,
          ),
        );
        const number = row.cells[table.columns.indexOf(column)];
        expect(lines.amount, `${row.key} ${column.title}`).toBe(number);
        expect(lines.lines.reduce((sum, one) => sum + one.amount, 0)).toBe(number);
        expect(lines.count).toBe(lines.lines.length);
      }
    const hidden = new Set(
      office.db.prepare('SELECT id FROM item WHERE secrecy_rank > 1').pluck().all() as number[],
    );
    for (const column of columns) {
      const { lines } = snapshot(office.db, (db) =>
        viewLines(db, { id, by: axis, year: '', unit: '', row: null, column: column.key }, caller, scope),
      );
      expect(lines.filter((one) => hidden.has(one.opens?.itemId ?? 0))).toEqual([]);
    }
  });
});

test.each(SECRECY_LEVELS)(
  'registers list what a plain look through the tables finds for a clearance of %s',
  (level) => {
    const caller = callerOf(level);
    const rank = caller.clearanceRank;
    const all = <T>(sql: string) => office.db.prepare(sql).all() as T[];
    const yearOf = (instant: string) => String(new Date(instant).getFullYear());
    const requests = all<{ id: number; number: string; secrecy_rank: number; created_at: string }>(
      'SELECT * FROM consult_request',
    );
    const rankOfRequest = new Map(requests.map((one) => [one.id, one.secrecy_rank]));
    const copies = all<{ request_id: number; secrecy_rank: number; made_at: string }>(
      'SELECT * FROM consult_copy',
    );
    const cases = all<{ slip_number: string; created_at: string }>('SELECT * FROM transfer_case');
    let listed = 0;
    for (const year of ['2024', '2025', '2026']) {
      const column = (id: string, at: number) =>
        view(id, 'unit', year, '', caller)
          .rows.map((row) => String(row.cells[at]))
          .toSorted();
      const numbers = requests.filter((one) => one.secrecy_rank <= rank && yearOf(one.created_at) === year);
      expect(column('consults-book', 6)).toEqual(numbers.map((one) => one.number).toSorted());
      const sent = cases.filter((one) => yearOf(one.created_at) === year);
      expect(column('transfers-book', 3)).toEqual(sent.map((one) => one.slip_number).toSorted());
      const out = copies.filter(
        (one) =>
          Math.max(one.secrecy_rank, rankOfRequest.get(one.request_id) ?? 9) <= rank &&
          yearOf(one.made_at) === year,
      );
      expect(column('copies-book', 0)).toHaveLength(out.length);
      listed += numbers.length + out.length;
    }
    expect(listed).toBeGreaterThan(5);
  },
);

test('a report of what a role does not do is neither listed nor shown to it', () => {
  const caller = callerOf('secret', 'appraiser');
  const { reports } = snapshot(office.db, (db) => listReports(db, {}, caller, scope));
  expect(reports.map((one) => one.id)).not.toContain('letters');
  expect(reports.map((one) => one.id)).toContain('imaging');
  expect(() => view('letters', 'unit', '', '', caller)).toThrow('不看');
});
