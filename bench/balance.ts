// Completeness and balance of five thousand cadres in a hundred units with 200,000 items: the figures of one unit and of the
// whole archive, through the route of the window, against counting the same items one by one.
import { archiveFolder, openDatabase } from '#main/storage/index.ts';
import { benchFolder, inTurn, report, say, timed } from './measure.ts';
import { ABOVE, CADRES, databaseKey, fillCadres } from './million.ts';
import { officeWithRoster } from './office.ts';

const ROUNDS = 5;
const ITEMS = 200_000;
const UNITS = 100;
/** Seconds promised for all figures of a unit. */
const PROMISED = 1;
const CLASSES = ['0101', '0201', '0202', '0301', '0508', '0601', '0602', '0603', '0604', '0701'];
const SOURCES = ['personal', 'personal', 'organisation', 'masses'];

const office = await officeWithRoster(benchFolder());
await office.must('session.signOut', {});
const beside = openDatabase(archiveFolder(office.root).database, await databaseKey(office.root));
beside.transaction(() => {
  fillCadres(beside);
  beside
    .prepare(`UPDATE person SET unit = '单位' || (id % ${UNITS}), rank = '县处级副职' WHERE id > ${ABOVE}`)
    .run();
  beside
    .prepare(
      `INSERT INTO item (file_id, class_code, scheme_version, position, title, date, date_sort, source_kind, nature,
         originality, secrecy, secrecy_rank, retention, paper_pages, scanned_pages, state, changed_at, created_at)
       WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ITEMS})
       SELECT ${ABOVE} + 1 + i % ${CADRES}, json_extract(:classes, '$[' || (i / ${CADRES} % 10) || ']'), 1, i,
         (2021 + i / (${CADRES} * 10)) || '年度材料' || i, (2021 + i / (${CADRES} * 10)) || '0615',
         (2021 + i / (${CADRES} * 10)) || '0615', json_extract(:sources, '$[' || (i % 4) || ']'),
         iif(i % 3 = 0, 'conclusion', 'statement'), 'original', 'internal', 0, 'Y', 2, i % 3, 'draft',
         '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' FROM n`,
    )
    .run({ classes: JSON.stringify(CLASSES), sources: JSON.stringify(SOURCES) });
})();
await office.as('clerk');

const each = beside.prepare(
  `SELECT i.class_code, i.source_kind, i.nature FROM item i JOIN cadre_file f ON f.id = i.file_id
   JOIN person p ON p.id = f.person_id WHERE (? = '' OR p.unit = ?) AND i.date_sort BETWEEN '2024' AND '2025'`,
);
try {
  for (const [unit, what] of [
    ['单位7', 'one unit of fifty cadres'],
    ['', 'all 5,000 cadres'],
  ] as const) {
    const runs = await inTurn(
      ROUNDS,
      () => timed(() => office.must('balance.figures', { year: '2024', by: 'class', unit })),
      () => timed(() => each.all(unit, unit)),
    );
    report({
      subject: `all figures of ${what}, by class`,
      ...runs,
      baseline: 'reading their items of the year',
    });
    const middle = runs.ours.map((run) => run.seconds).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
    say(`    aim ≤ ${PROMISED} s: ${middle <= PROMISED ? 'reached' : 'MISSED'}`);
  }
  const map = await timed(() => office.must('balance.map', { year: '2024', unit: '', by: 'unit' }));
  say(`the heat map of all units: ${map.seconds.toFixed(2)} s`);
} finally {
  beside.close();
  await office.discard();
}
