// Ten thousand drafts of one volume put in the order of the rules, through the route of the window, against the same places
// written row by row in one transaction; then the preview of all their numbers, and fixing them.
import { archiveFolder, openDatabase } from '#main/storage/index.ts';
import { benchFolder, inTurn, report, say, timed } from './measure.ts';
import { databaseKey, fillCadres } from './million.ts';
import { officeWithRoster } from './office.ts';

const ROUNDS = 5;
const ITEMS = 10_000;
const MS_PROMISED = 100;
const FILE = 10_001;
const CLASSES = ['0101', '0201', '0202', '0301', '0501', '0601', '0701', '1002'];

const office = await officeWithRoster(benchFolder());
await office.must('session.signOut', {});
const beside = openDatabase(archiveFolder(office.root).database, await databaseKey(office.root));
beside.transaction(() => {
  fillCadres(beside);
  beside
    .prepare(
      `INSERT INTO item (file_id, class_code, scheme_version, position, title, date, date_sort, source_kind, nature,
         originality, secrecy, secrecy_rank, retention, paper_pages, state, changed_at, created_at)
       WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :items)
       SELECT :file, json_extract(:classes, '$[' || (i % json_array_length(:classes)) || ']'), 1, i, '材料' || i,
         (2000 + i % 25) || printf('%02d%02d', 1 + i % 12, 1 + i % 28),
         (2000 + i % 25) || printf('%02d%02d', 1 + i % 12, 1 + i % 28), 'organisation', 'statement', 'original',
         'internal', 0, 'Y', 1, 'draft', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' FROM n`,
    )
    .run({ items: ITEMS, file: FILE, classes: JSON.stringify(CLASSES) });
})();
await office.as('clerk');
const input = { fileId: FILE };

/** Every item at the place that mirrors its own: nothing lies where the rules want it. */
function turnOver(): void {
  beside.prepare('UPDATE item SET position = 1000000 - position WHERE file_id = ?').run(FILE);
}
const places = beside.prepare('SELECT id, position FROM item WHERE file_id = ?');
const put = beside.prepare('UPDATE item SET position = ? WHERE id = ?');

try {
  const runs = await inTurn(
    ROUNDS,
    () => {
      turnOver();
      return timed(() => office.must('numbering.arrange', input));
    },
    () =>
      timed(() =>
        beside.transaction(() => {
          for (const one of places.all(FILE) as { id: number; position: number }[])
            put.run(one.position + 1, one.id);
        })(),
      ),
  );
  report({
    subject: `${ITEMS.toLocaleString('en')} drafts of a volume arranged and renumbered`,
    ...runs,
    baseline: 'writing as many places row by row',
  });
  const middle = runs.ours.map((run) => run.seconds * 1000).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  say(`    aim ≤ ${MS_PROMISED} ms: ${middle <= MS_PROMISED ? 'reached' : 'MISSED'}`);
  const shown = await office.must('numbering.preview', input);
  report({
    subject: 'the preview of every number, with its report of gaps, doubles and order',
    ...(await inTurn(
      ROUNDS,
      () => timed(() => office.must('numbering.preview', input)),
      () => timed(() => beside.prepare('SELECT * FROM item WHERE file_id = ?').all(FILE)),
    )),
    baseline: 'reading the rows',
  });
  const { id } = await office.must('numbering.proposeFixing', { ...input, basis: shown.basis, binds: true });
  await office.as('reviewer');
  const fixed = await timed(() => office.must('numbering.decideFixing', { id, approve: true, note: '' }));
  say(`all of them fixed in one act: ${fixed.seconds.toFixed(2)} s`);
} finally {
  beside.close();
  await office.discard();
}
