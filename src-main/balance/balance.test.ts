import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Output } from '#contract/index.ts';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';

type Figures = Output<'balance.figures'>;
type Item = Output<'catalogue.rows'>['rows'][number];
const YEAR = '2024';

let archive: TestArchive;
let people: Output<'people.rows'>['rows'];
let items: Output<'catalogue.get'>[];

/** Every item by itself, every cadre by itself: slow, and by other routes than the figures take. */
async function readEverything(): Promise<void> {
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  people = (await archive.must('people.rows', { ids })).rows;
  const listed = await archive.must('catalogue.ids', { sort: 'arrangement', descending: false });
  items = await Promise.all(listed.ids.map((id) => archive.must('catalogue.get', { id })));
}
const dues = async (year: string) =>
  Promise.all(
    people.map(async (one) => ({
      ...one,
      due: (
        await archive.must('duty.explain', { fileId: one.fileId, from: `${year}0101`, to: `${year}1231` })
      ).due,
    })),
  );
const yearOf = (item: Pick<Item, 'date'>) => item.date.replace('[', '').slice(0, 4);
const figures = (by: 'unit' | 'rank' | 'class' | 'year' | 'cadre', unit = '') =>
  archive.must('balance.figures', { year: YEAR, by, unit });
const row = (of: Figures, key: string) => {
  const found = of.rows.find((one) => one.key === key);
  if (!found) throw new Error(`no row ${key}`);
  return found;
};

beforeAll(async () => {
  archive = await TestArchive.create();
  await archive.as('clerk');
  const grant = (...parts: string[]) => archive.application.grantPath(join(SAMPLE, ...parts));
  const source = grant('干部名册.xlsx');
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  await archive.job(
    await archive.must('intake.importScans', { source: grant(), catalogue: grant('目录.xlsx') }),
  );
  await readEverything();
});
afterAll(() => archive.discard());

test('every figure of every unit equals a plain recount', async () => {
  const found = await figures('unit');
  const byPerson = await dues(YEAR);
  expect(found.rows.map((one) => one.key).toSorted()).toEqual(
    [...new Set(people.map((one) => one.unit))].toSorted(),
  );
  for (const unit of new Set(people.map((one) => one.unit))) {
    const own = byPerson.filter((one) => one.unit === unit);
    const due = own.flatMap((one) => one.due);
    const files = new Set(own.map((one) => one.fileId));
    const counted = items.filter(
      (one) => files.has(one.fileId) && one.state !== 'void' && yearOf(one) === YEAR,
    );
    const of = (holds: (item: Output<'catalogue.get'>) => boolean) => counted.filter(holds).length;
    const state = (...states: string[]) => due.filter((one) => states.includes(one.state)).length;
    const { counts, ...rest } = row(found, unit);
    expect(counts, unit).toEqual({
      due: due.length,
      met: state('met', 'met-late', 'met-untimed'),
      timed: state('met', 'met-late'),
      onTime: state('met'),
      missing: state('open', 'overdue'),
      overdue: state('overdue'),
      items: counted.length,
      personal: of((one) => one.sourceKind === 'personal'),
      organisation: of((one) => one.sourceKind === 'organisation'),
      masses: of((one) => one.sourceKind === 'masses'),
      statements: of((one) => one.nature === 'statement'),
      conclusions: of((one) => one.nature === 'conclusion'),
      imaged: of((one) => one.pages.length > 0),
      verified: of((one) => one.appraisalState === 'confirmed'),
      counted: of((one) => one.paperPages !== null),
      differing: of((one) => one.paperPages !== null && one.paperPages !== one.pages.length),
    });
    expect(rest.files).toBe(own.length);
    expect(rest.massesFiles).toBe(
      new Set(counted.filter((one) => one.sourceKind === 'masses').map((one) => one.fileId)).size,
    );
  }
  expect(found.total.counts.due).toBeGreaterThan(50);
  expect(found.total.counts.items).toBeGreaterThan(10);
});

test('however they are divided, the rows add up to the same total', async () => {
  const totals = await Promise.all((['unit', 'rank', 'class', 'cadre'] as const).map((by) => figures(by)));
  for (const one of totals) {
    expect(one.total.counts).toEqual(totals[0]?.total.counts);
    for (const name of ['due', 'met', 'missing', 'items', 'masses', 'conclusions', 'differing'] as const)
      expect(
        one.rows.reduce((sum, each) => sum + each.counts[name], 0),
        name,
      ).toBe(one.total.counts[name]);
  }
  const trend = await figures('year');
  expect(row(trend, YEAR).counts).toEqual(totals[0]?.total.counts);
});

test('every number leads to as many rows as it says', async () => {
  for (const by of ['unit', 'class', 'cadre', 'year'] as const) {
    const found = await figures(by);
    for (const one of [...found.rows.slice(0, 4), { ...found.total, key: null }])
      for (const [count, number] of Object.entries(one.counts)) {
        const asked = { year: YEAR, by, unit: '', key: one.key, count: count as 'due' };
        const behind = await archive.must('balance.lines', asked);
        expect(behind.count, `${by} ${one.key} ${count}`).toBe(number);
        expect(behind.lines.length).toBe(Math.min(number, 1_000));
      }
  }
});

test('the map shows the same as the rows, and the gaps of a cell become tasks by one act', async () => {
  const map = await archive.must('balance.map', { year: YEAR, unit: '', by: 'cadre' });
  const byClass = await figures('class');
  for (const [at, { code }] of map.classes.entries()) {
    const cells = map.rows.map((one) => one.cells[at]);
    expect(cells.reduce((sum, cell) => sum + (cell?.due ?? 0), 0)).toBe(row(byClass, code).counts.due);
  }
  const hole = map.rows
    .flatMap((one) => one.cells.map((cell, at) => ({ one, cell, code: map.classes[at]?.code ?? '' })))
    .find(({ cell }) => cell !== null && cell.met < cell.due);
  if (!hole) throw new Error('nothing is missing in the sample');
  const of = { fileId: Number(hole.one.key), classCode: hole.code };
  const asked = { from: `${YEAR}0101`, to: `${YEAR}1231`, ...of };
  const { added } = await archive.must('collection.askDue', asked);
  expect(added).toBeGreaterThan(0);
  expect((await archive.must('collection.askDue', asked)).added).toBe(0);
  const { ids } = await archive.must('collection.taskIds', {});
  const { rows } = await archive.must('collection.taskRows', { ids });
  expect(rows.every((one) => one.classCode === of.classCode && one.fileId === of.fileId)).toBe(true);
});

test('targets are set by who approves, and kept with who set them', async () => {
  const target = { figure: 'complete', percent: 90 } as const;
  expect(await archive.refusal('balance.setTarget', target)).toBe('forbidden');
  await archive.as('reviewer');
  await archive.must('balance.setTarget', target);
  await archive.must('balance.setTarget', { ...target, percent: 95 });
  expect((await archive.must('balance.targets', {})).targets).toMatchObject([
    { figure: 'complete', percent: 95, setBy: '王审核' },
  ]);
  await archive.must('balance.setTarget', { ...target, percent: null });
  expect((await archive.must('balance.targets', {})).targets).toEqual([]);
});

test('written out and printed through the register', async () => {
  await archive.as('clerk');
  const path = join(archive.folder, '完整与均衡.docx');
  const which = { year: YEAR, by: 'unit', unit: '' } as const;
  await archive.must('balance.export', {
    ...which,
    format: 'docx',
    target: archive.application.grantPath(path),
  });
  expect(existsSync(path)).toBe(true);
  const printed = await archive.must('balance.print', which);
  expect(printed.watermark).toContain(`输出登记 ${printed.number} 号`);
});
