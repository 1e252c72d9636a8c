import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { highestSecrecy, secrecyMark } from '#contract/vocabulary.ts';
import { tableXlsx } from '#main/documents/index.ts';
import { leave, leavingOf } from '#main/output/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { snapshot } from '#main/storage/index.ts';
import { understandQuery } from './find.ts';
import { Hits } from './hits.ts';
import { itemSecrecies } from './queries.ts';
import { type Hit, showHits } from './show.ts';

/** Rows of a sheet: enough for any list that somebody works through on paper. */
const MOST_ROWS = 5_000;

const COLUMNS: readonly [heading: string, width: number, of: (hit: Hit, at: number) => string][] = [
  ['序号', 6, (_hit, at) => String(at + 1)],
  ['姓名', 10, (hit) => hit.personName],
  ['类号', 8, (hit) => hit.classCode],
  ['题名', 36, (hit) => hit.title],
  ['日期', 11, (hit) => hit.date],
  ['档号', 24, (hit) => hit.archivalCode ?? ''],
  ['密级', 11, (hit) => hit.secrecyMark],
  [
    '命中处',
    10,
    (hit) => (hit.where === 'page' ? `第${hit.pagePosition}页` : hit.where === 'title' ? '题名' : hit.field),
  ],
  ['上下文', 44, (hit) => hit.context],
];

/** The hit list as a sheet. It is as secret as the most secret item in it. */
export async function exportHits(
  scope: ActScope,
  input: Parsed<'search.exportHits'>,
): Promise<Output<'search.exportHits'>> {
  const { db, caller } = scope;
  const { query, order } = input;
  const { words, hits, secrecy } = snapshot(db, (read) => {
    const { understood, condition } = understandQuery(read, query);
    if (understood.problem) throw new Refusal('validation-failed', understood.problem.message);
    if (!condition) throw new Refusal('validation-failed', '没有写要找什么，没有可以输出的结果。请先检索。');
    const { found } = new Hits(read, condition, caller.clearanceRank).next(order, null, MOST_ROWS + 1);
    const shown = showHits(read, condition, found, caller.clearanceRank);
    const ids = [...new Set(shown.map((hit) => hit.itemId))];
    return { words: understood.words, hits: shown, secrecy: highestSecrecy(itemSecrecies(read, ids)) };
  });
  if (hits.length === 0) throw new Refusal('state-refused', '没有检索到材料，没有可以输出的清单。');
  if (hits.length > MOST_ROWS)
    throw new Refusal(
      'state-refused',
      `检索结果超过${MOST_ROWS}条，一张清单放不下。请加条件缩小范围，分几张输出。`,
    );
  const at = scope.now().toISOString();
  const title = `检索结果清单：${words === '' ? '按条件' : words}`;
  const bytes = await tableXlsx({
    title: '检索结果清单',
    mark: secrecyMark(secrecy.secrecy, secrecy.secrecyYears),
    subtitle: `${words === '' ? '按条件检索' : words}　共 ${hits.length} 条　${at.slice(0, 10)}　${caller.name}`,
    headings: COLUMNS.map(([heading]) => heading),
    rows: hits.map((hit, row) => COLUMNS.map(([, , of]) => of(hit, row))),
    widths: COLUMNS.map(([, width]) => width),
  });
  scope.note.detail = { query, hits: hits.length };
  const written = leave(
    scope,
    {
      kind: '检索结果清单',
      title,
      subject: 'search',
      ...secrecy,
      pages: 0,
      ...leavingOf(input.leaving, '检索结果清单'),
    },
    scope.path(input.target),
    bytes,
  );
  return { ...written, hits: hits.length };
}
