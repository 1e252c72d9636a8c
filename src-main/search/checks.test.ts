/** What is proved of the index: that it follows the data, that its checks find what differs, and that they put it right. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transact } from '#main/storage/index.ts';
import { Corpus, callerOf, jobScope, SCOPE } from '#main/testing/search-corpus.ts';
import { boxes } from './boxes.ts';
import { checkIndex, indexOwed } from './check-index.ts';
import { coverage } from './coverage.ts';
import { crossCheck } from './cross-check.ts';
import { find } from './find.ts';
import { listChecks } from './runs.ts';
import { listSaved, orderSaved, removeSaved, saveSearch } from './saved/index.ts';

let corpus: Corpus;
beforeAll(() => {
  corpus = new Corpus(7, { files: 10, items: 60, pages: 80 });
});
afterAll(() => corpus.discard());

const check = (rank = 3) => checkIndex(jobScope(corpus.db, rank));
function run(sql: string, ...bound: (string | number)[]): void {
  transact(corpus.db, (write) => write.prepare(sql).run(...bound));
}
function found(text: string, rank = 3): number {
  const query = { text };
  return find(corpus.db, { query, order: 'relevance', after: null, limit: 200 }, callerOf(rank), SCOPE).total;
}
/** No longer void or numbered, if it was. */
const ALIVE = `state = 'draft', item_number = NULL, class_sequence = NULL, archival_code = NULL`;
const first = (sql: string) => Number(corpus.db.prepare(sql).pluck().get());

describe('the index follows', () => {
  test.each([
    ['a title', `UPDATE item SET title = '独一之题' WHERE id = 1`, '独一之题', 1],
    [
      'a name, on every item of the cadre',
      `UPDATE person SET name = '独孤名' WHERE id = 1`,
      '姓名:独孤名',
      -1,
    ],
    [
      'a number',
      `UPDATE item SET archival_code = 'J020-RS·LZ-0009-777' WHERE id = 2`,
      '档号:j020-rs-lz-9-777',
      1,
    ],
    ['a date', `UPDATE item SET date = '18991231', date_sort = '18991231' WHERE id = 3`, '1899..1899', 1],
    ['a text', `UPDATE page_text SET text = '另一段独文' WHERE page_id = 1`, '独文', 1],
  ])('%s', async (_what, sql, text, hits) => {
    run(`UPDATE item SET ${ALIVE} WHERE id IN (1, 2, 3, (SELECT item_id FROM page WHERE id = 1))`);
    expect(found(text)).toBe(0);
    run(sql);
    if (hits < 0) expect(found(text)).toBeGreaterThan(0);
    else expect(found(text)).toBe(hits);
    expect(await check()).toMatchObject({ 不符: 0 });
  });

  test('secrecy, voiding, moving and taking off of pages', async () => {
    run(`UPDATE page_text SET text = '随件移动之文' WHERE page_id = 2`);
    const item = first('SELECT item_id FROM page WHERE id = 2');
    run(`UPDATE item SET ${ALIVE}, secrecy_rank = 0 WHERE id = ?`, item);
    expect(found('随件移动', 0)).toBe(1);
    run(`UPDATE item SET secrecy_rank = 2 WHERE id = ?`, item);
    expect([found('随件移动', 1), found('随件移动', 2)]).toEqual([0, 1]);
    run(`UPDATE item SET state = 'void' WHERE id = ?`, item);
    expect([found('随件移动'), found('随件移动 状态:作废')]).toEqual([0, 1]);
    const other = first(`SELECT max(id) FROM item WHERE state <> 'void' AND id <> ${item}`);
    run('UPDATE page SET item_id = ?, position = 9001 WHERE id = 2', other);
    expect(found('随件移动')).toBe(1);
    run('DELETE FROM page_text WHERE page_id = 2');
    expect(found('随件移动')).toBe(0);
    run('DELETE FROM page WHERE id = 2');
    expect(await check()).toMatchObject({ 不符: 0 });
  });

  test('a transaction that fails leaves it as it was', () => {
    expect(() =>
      transact(corpus.db, (write) => {
        write.prepare(`UPDATE item SET title = '不会成立' WHERE id = 1`).run();
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(found('不会成立')).toBe(0);
  });
});

describe('self-check', () => {
  test('finds a lost row, a wrong row, a row of nothing and a wrong text, and repairs each', async () => {
    run(`UPDATE item SET title = '甲乙丙丁之表', ${ALIVE}, secrecy_rank = 0 WHERE id = 5`);
    const texts = first('SELECT (SELECT count(*) FROM item) + (SELECT count(*) FROM page_text)');
    run('DELETE FROM search_item_index WHERE rowid = 5');
    run('DELETE FROM search_item_index WHERE rowid = 6');
    run(`INSERT INTO search_item_index (rowid, grams) VALUES (6, '甲乙 乙丙 丙')`);
    run(`INSERT INTO search_page_index (rowid, grams) VALUES (9999, '甲乙 乙')`);
    run(`UPDATE search_page SET text = '错' WHERE page_id = 3`);
    expect(found('甲乙丙丁')).toBe(0);
    expect(await check()).toEqual({ 核对: texts, 补建: 0, 不符: 4, 已修复: 4 });
    expect(found('甲乙丙丁')).toBe(1);
    expect(await check()).toMatchObject({ 不符: 0, 已修复: 0 });
    const [last, before] = listChecks(corpus.db, {}, callerOf(3)).runs;
    expect(last).toMatchObject({ kind: 'index', missing: 0, extra: 0, texts });
    expect(before).toMatchObject({ missing: 3, extra: 1, repaired: 4 });
    expect(coverage(corpus.db, {}, callerOf(3)).lastCheck).toEqual(last);
  });

  test('tells nobody of more texts than they may see', () => {
    const runs = [0, 1, 2, 3].map((rank) => listChecks(corpus.db, {}, callerOf(rank)).runs[0]?.texts ?? 0);
    const seen = [0, 1, 2, 3].map((rank) =>
      first(`SELECT (SELECT count(*) FROM item WHERE secrecy_rank <= ${rank}) + (SELECT count(*) FROM page_text t
        JOIN page g ON g.id = t.page_id JOIN item i ON i.id = g.item_id WHERE i.secrecy_rank <= ${rank})`),
    );
    expect(runs).toEqual(seen);
  });

  test('what is owed is indexed before and not taken for a fault', async () => {
    run(`INSERT INTO search_stale (kind, id, urgent) VALUES ('item', 5, 0), ('page', 4, 0)`);
    run(`UPDATE search_item SET tokens = '' WHERE item_id = 5`);
    expect(coverage(corpus.db, {}, callerOf(3)).behind).toBe(2);
    expect(await indexOwed(jobScope(corpus.db, 3))).toEqual({ 补建: 2 });
    expect(coverage(corpus.db, {}, callerOf(3)).behind).toBe(0);
    expect(await check()).toMatchObject({ 不符: 0 });
  });
});

describe('cross-check', () => {
  test('proves a hit list, finds what the index lost or made up, and repairs it', async () => {
    const query = { text: '任' };
    const scope = jobScope(corpus.db, 3);
    const whole = await crossCheck(scope, { query, words: '含「任」' });
    expect(whole).toMatchObject({ 命中: found('任'), 索引漏掉: 0, 索引多出: 0, 已修复: 0 });
    run(`UPDATE item SET title = '任上之表', ${ALIVE} WHERE id = 7`);
    run('DELETE FROM search_item_index WHERE rowid = 7');
    run('DELETE FROM search_item_index WHERE rowid = 8');
    run(`UPDATE item SET title = '无', author = '', remarks = '', supplier = '', ${ALIVE} WHERE id = 8`);
    run('DELETE FROM search_item_index WHERE rowid = 8');
    run(`INSERT INTO search_item_index (rowid, grams) VALUES (8, '任务 务')`);
    expect(await crossCheck(scope, { query, words: '含「任」' })).toMatchObject({
      索引漏掉: 1,
      索引多出: 1,
      已修复: 2,
    });
    expect(await crossCheck(scope, { query, words: '含「任」' })).toMatchObject({ 索引漏掉: 0, 索引多出: 0 });
    expect(
      listChecks(corpus.db, {}, callerOf(3))
        .runs.slice(0, 3)
        .map((one) => one.kind),
    ).toEqual(['hits', 'hits', 'hits']);
    expect(
      listChecks(corpus.db, {}, { ...callerOf(3), accountId: 2 }).runs.some((one) => one.kind === 'hits'),
    ).toBe(false);
  });
});

describe('completeness', () => {
  test('adds up, by why', () => {
    run(`UPDATE page_text SET text = ' ' WHERE page_id IN (10, 11)`);
    run('UPDATE page SET blank = 1 WHERE id = 10');
    run('DELETE FROM page_text WHERE page_id IN (12, 13)');
    run(`UPDATE ocr_task SET state = 'waiting' WHERE page_id = 12`);
    run(`UPDATE ocr_task SET state = 'failed' WHERE page_id = 13`);
    run(
      `UPDATE item SET ${ALIVE}, secrecy_rank = 0 WHERE id IN (SELECT item_id FROM page WHERE id BETWEEN 10 AND 13)`,
    );
    for (const rank of [0, 3]) {
      const { pages, pagesWithText, without } = coverage(corpus.db, {}, callerOf(rank));
      expect(without).toEqual({ waiting: 1, failed: 1, noText: 1, blank: 1 });
      expect(pages).toBe(pagesWithText + 4);
      expect(pages).toBe(
        first(
          `SELECT count(*) FROM page g JOIN item i ON i.id = g.item_id WHERE i.state <> 'void' AND i.secrecy_rank <= ${rank}`,
        ),
      );
    }
  });
});

describe('boxes on the page', () => {
  const LINES = [
    { text: '任免审批表', box: [100, 50, 500, 40], sure: [], kind: 'print', join: '\n' },
    { text: '姓名 张三丰', box: [100, 120, 600, 40], sure: [], kind: 'print', join: '' },
    { text: '任某年某月', box: [900, 100, 40, 500], sure: [], kind: 'print', join: '\n' },
  ];
  const at = (text: string) => boxes(corpus.db, { pageId: 20, query: { text } }, callerOf(3));

  test('are the share of the line that the characters take up, one for each line that a hit touches', () => {
    run(`UPDATE item SET secrecy_rank = 2, ${ALIVE} WHERE id = (SELECT item_id FROM page WHERE id = 20)`);
    run(
      `UPDATE page_text SET text = '任免审批表\n姓名 张三丰任某年某月', source = 'machine' WHERE page_id = 20`.replaceAll(
        '\\n',
        '\n',
      ),
    );
    run(
      `INSERT INTO machine_reading (page_id, engine, at, width, height, tilt, turns, confidence, lines)
       VALUES (20, 'x', '', 1000, 1000, 0, 0, 1, ?)`,
      JSON.stringify(LINES),
    );
    expect(at('審批')).toEqual({
      boxes: [{ x: expect.closeTo(0.3), y: 0.05, width: expect.closeTo(0.2), height: 0.04, hit: 0 }],
      hits: 1,
      unplaced: 0,
      reason: '',
    });
    // Over the end of a line, and over a blank; the third line runs downwards.
    expect(at('表姓名张').boxes.map(({ y, hit }) => [y, hit])).toEqual([
      [0.05, 0],
      [0.12, 0],
    ]);
    expect(at('某年').boxes).toEqual([
      { x: 0.9, y: expect.closeTo(0.2), width: 0.04, height: expect.closeTo(0.2), hit: 0 },
    ]);
    expect(at('任').hits).toBe(2);
    expect(at('没有').hits).toBe(0);
  });

  test('are not claimed where the text has no places, and not shown above a clearance', () => {
    run(`UPDATE item SET secrecy_rank = 0 WHERE id = (SELECT item_id FROM page WHERE id = 21)`);
    run(`UPDATE page_text SET text = '底稿之文' WHERE page_id = 21`);
    const typed = boxes(corpus.db, { pageId: 21, query: { text: '底稿' } }, callerOf(3));
    expect(typed).toMatchObject({ boxes: [], hits: 1, unplaced: 1 });
    expect(typed.reason).toContain('没有记录文字在图上的位置');
    expect(() => boxes(corpus.db, { pageId: 20, query: { text: '任' } }, callerOf(1))).toThrow('没有这一页');
  });
});

describe('saved searches', () => {
  test('are a person’s own: named once, renamed, put in order, removed', () => {
    const [mine, other] = [callerOf(3), { ...callerOf(3), accountId: 2 }];
    const save = (name: string, caller = mine, id?: number) =>
      transact(corpus.db, (write) =>
        saveSearch(
          write,
          { ...(id === undefined ? {} : { id }), name, query: { text: name }, order: 'newest' },
          caller,
          SCOPE,
        ),
      ).id;
    const names = (caller = mine) => listSaved(corpus.db, {}, caller).searches.map((one) => one.name);
    const [a, b] = [save('甲'), save('乙')];
    expect(() => save('甲')).toThrow('已有名为「甲」');
    save('丙', mine, a);
    expect(names()).toEqual(['丙', '乙']);
    expect(listSaved(corpus.db, {}, mine).searches[0]).toMatchObject({
      query: { text: '丙' },
      order: 'newest',
    });
    transact(corpus.db, (write) => orderSaved(write, { ids: [b, a] }, mine));
    expect(names()).toEqual(['乙', '丙']);
    expect(() => transact(corpus.db, (write) => orderSaved(write, { ids: [b] }, mine))).toThrow('刚有变动');
    expect(names(other)).toEqual([]);
    expect(() => transact(corpus.db, (write) => removeSaved(write, { id: a }, other, SCOPE))).toThrow(
      '没有这条',
    );
    transact(corpus.db, (write) => removeSaved(write, { id: a }, mine, SCOPE));
    expect(names()).toEqual(['乙']);
  });
});
