// Lists of a million items, through the routes that the window calls: all ids in their order once, then windows of rows.
import type { Input } from '#contract/index.ts';
import { archiveFolder } from '#main/storage/index.ts';
import { benchFolder, inTurn, type Run, report, timed } from './measure.ts';
import { databaseKey, fillCatalogue, openPlain, plainCopy } from './million.ts';
import { officeWithRoster } from './office.ts';

const ROUNDS = 5;
/** Rows that a screen holds, and how often a window is fetched in one run. */
const WINDOW = 50;
const WINDOWS = 40;

const root = benchFolder();
const office = await officeWithRoster(root);
const { application } = office;
await application.close();
const key = await databaseKey(office.root);
const { database } = archiveFolder(office.root);
fillCatalogue(database, key);
const plainPath = `${database}.plain`;
plainCopy(database, key, plainPath);
await office.must('archive.open', { folder: application.grantPath(office.root) });
await office.as('clerk');

/** Fetches windows that lie beside each other from `start` on. */
async function windows(ids: readonly number[], start: number): Promise<Run> {
  const run = await timed(async () => {
    for (let at = start; at < start + WINDOWS * WINDOW; at += WINDOW) {
      const { rows } = await office.must('catalogue.rows', { ids: ids.slice(at, at + WINDOW) });
      if (rows.length !== WINDOW) throw new Error(`${rows.length} rows from ${at}`);
    }
  });
  return { ...run, seconds: run.seconds / WINDOWS };
}

try {
  const plain = openPlain(plainPath);
  for (const sort of ['date', 'title'] as const) {
    const order: Input<'catalogue.ids'> = { sort, descending: false };
    let ids: readonly number[] = [];
    const column = { date: 'date_sort', title: 'title' }[sort];
    const inOrder = plain.prepare(`SELECT id FROM item ORDER BY ${column}, id`).pluck();
    const listed = await inTurn(
      ROUNDS,
      () =>
        timed(async () => {
          ids = (await office.must('catalogue.ids', order)).ids;
        }),
      () => timed(() => inOrder.all()),
    );
    const subject = `list of ${ids.length.toLocaleString('en')} items by ${sort}`;
    report({
      subject: `${subject}: all ids, rights asked, event written`,
      ...listed,
      baseline: 'plain SQLite, ids by the same index',
    });
    const selected = plain.prepare(`SELECT * FROM item ORDER BY ${column}, id LIMIT ${WINDOW}`);
    const first = await inTurn(
      ROUNDS,
      () => windows(ids, 0),
      async () => {
        const run = await timed(() => {
          for (let nth = 0; nth < WINDOWS; nth++) selected.all();
        });
        return { ...run, seconds: run.seconds / WINDOWS };
      },
    );
    report({
      subject: `${subject}: the first ${WINDOW} rows`,
      ...first,
      baseline: 'plain SQLite, the same rows',
    });
    const far = await inTurn(
      ROUNDS,
      (round) => windows(ids, Math.floor(ids.length * (0.5 + 0.08 * round))),
      () => windows(ids, 0),
    );
    report({ subject: `${subject}: ${WINDOW} rows far down`, ...far, baseline: 'the first rows', atMost: 2 });
  }
  plain.close();
} finally {
  await office.discard();
}
