// Lists of a million items, through the routes that the window calls: all ids in their order once, then windows of rows.
import type { Input } from '#contract/index.ts';
import { archiveFolder } from '#main/storage/index.ts';
import { inTurn, type Run, report, timed } from './measure.ts';
import { filledArchive, openPlain, plainOf } from './million.ts';

const ROUNDS = 5;
/** Single windows are short: more rounds make up for it. */
const SINGLE_ROUNDS = 11;
/** Rows that a screen holds, and how many windows are fetched in one run. */
const WINDOW = 50;
const WINDOWS = 40;

const office = await filledArchive();
await office.as('clerk');
const plain = openPlain(plainOf(archiveFolder(office.root).database));

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

/** The first window fetched in a new session, with nothing in the page cache but what the ids have left there. */
async function firstSight(order: Input<'catalogue.ids'>, where: (total: number) => number): Promise<Run> {
  await office.must('session.signOut', {});
  await office.as('clerk');
  const { ids } = await office.must('catalogue.ids', order);
  const at = where(ids.length);
  return timed(() => office.must('catalogue.rows', { ids: ids.slice(at, at + WINDOW) }));
}

try {
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
      subject: `${subject}: the first ${WINDOW} rows again`,
      ...first,
      baseline: 'plain SQLite, the same rows',
    });
    const far = await inTurn(
      SINGLE_ROUNDS,
      (round) => firstSight(order, (total) => Math.floor(total * (0.4 + 0.05 * round))),
      () => firstSight(order, () => 0),
    );
    const baseline = 'the first rows, in a new session too';
    report({ subject: `${subject}: ${WINDOW} rows far down, in a new session`, ...far, baseline, atMost: 2 });
  }
  plain.close();
} finally {
  await office.discard();
}
