// All figures of an office of five thousand cadres, as the screen asks for them: the functions behind `report.view`.
import type { Caller, Scope } from '#main/scope/index.ts';
import { snapshot } from '#main/storage/index.ts';
import { PROGRAM } from '#main/testing/archive.ts';
import { OfficeRecords } from '#main/testing/office-records.ts';
import { FIGURES } from '../src-main/report/figures/index.ts';
import { viewReport } from '../src-main/report/index.ts';
import { inTurn, report, say, timed } from './measure.ts';

const ROUNDS = 5;
/** A county office grown large, and the pages it may hold (design, users and scale). */
const SIZE = { cadres: 5_000, items: 200_000, records: 5_000 };
/** Seconds promised for all figures of an archive of this size. */
const PROMISED = 1;

const office = new OfficeRecords(20261125, SIZE);
try {
  const caller = { roles: ['clerk'], clearance: 'confidential', clearanceRank: 2 } as unknown as Caller;
  const scope = {
    resources: PROGRAM.resources,
    now: () => new Date('2026-11-25T08:00:00.000Z'),
    note: { subject: '', detail: {} },
  } as unknown as Scope;
  let slowest = 0;
  for (const { id, by } of FIGURES) {
    let rows = 0;
    const runs = await inTurn(
      ROUNDS,
      () =>
        timed(() => {
          const which = { id, by: by[0]?.[0] ?? 'unit', year: '', unit: '' };
          rows = snapshot(office.db, (db) => viewReport(db, which, caller, scope)).rows.length;
        }),
      () => timed(() => office.db.prepare('SELECT total(paper_pages), total(scanned_pages) FROM item').get()),
    );
    report({
      subject: `${id}, ${rows} rows`,
      ...runs,
      baseline: 'adding up the pages of all items',
    });
    slowest = Math.max(slowest, ...runs.ours.map((run) => run.seconds));
  }
  say(`slowest ${slowest.toFixed(2)} s, aim ≤ ${PROMISED} s: ${slowest <= PROMISED ? 'reached' : 'MISSED'}`);
} finally {
  office.discard();
}
