/** The desk: acts of the day taken back and done again, batches, templates, checks, suggestions, keys. */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, Output } from '#contract/index.ts';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';

type Draft = Input<'catalogue.create'>['item'];

let archive: TestArchive;
let fileId = 0;
let ids: readonly number[] = [];

beforeAll(async () => {
  archive = await TestArchive.create();
  await archive.as('auditor');
  await archive.as('system-admin');
  await archive.as('clerk');
  const grant = (...parts: string[]) => archive.application.grantPath(join(SAMPLE, ...parts));
  const roster = grant('干部名册.xlsx');
  const { match } = await archive.must('people.readRoster', { source: roster });
  await archive.must('people.importRoster', { source: roster, match });
  await archive.job(
    await archive.must('intake.importScans', {
      source: grant('扫描件', '王示范42999919740609377X'),
      catalogue: grant('目录.xlsx'),
    }),
  );
  await archive.job(await archive.must('intake.importTexts', { source: grant('文字底稿') }));
  const person = (
    await archive.must('people.rows', {
      ids: (await archive.must('people.ids', { sort: 'roster', descending: false })).ids,
    })
  ).rows.find((one) => one.name === '王示范');
  fileId = person?.fileId ?? 0;
  ids = (await list()).ids;
}, 120_000);
afterAll(() => archive.discard());

const list = () => archive.must('catalogue.ids', { fileId, sort: 'arrangement', descending: false });
const item = (id: number) => archive.must('catalogue.get', { id });
const at = (index: number): number => ids[index] ?? 0;

function draftOf(one: Output<'catalogue.get'>): Draft {
  return {
    classCode: one.classCode,
    title: one.title,
    date: one.date,
    author: one.author,
    documentNumber: one.documentNumber,
    sourceKind: one.sourceKind,
    nature: one.nature,
    supplier: one.supplier,
    originality: one.originality,
    signed: one.signed,
    stamped: one.stamped,
    secrecy: one.secrecy,
    secrecyYears: one.secrecyYears,
    retention: one.retention,
    paperPages: one.paperPages,
    remarks: one.remarks,
  };
}
async function save(id: number, part: Partial<Draft>): Promise<void> {
  const one = await item(id);
  await archive.must('catalogue.save', { id, revision: one.revision, item: { ...draftOf(one), ...part } });
}
async function newest(): Promise<Output<'catalogue.acts'>['acts'][number]> {
  const [act] = (await archive.must('catalogue.acts', {})).acts;
  if (!act) throw new Error('no act');
  return act;
}

describe('acts of the day', () => {
  test('an edit goes back and forth; a newer act ends the redo key, the list still does it', async () => {
    const before = (await item(at(0))).author;
    await save(at(0), { author: '甲单位' });
    const edit = await newest();
    await save(at(1), { author: '乙单位' });
    await archive.must('catalogue.undo', { actId: edit.id });
    expect((await item(at(0))).author).toBe(before);
    expect((await item(at(1))).author).toBe('乙单位');
    await archive.must('catalogue.redo', {});
    expect((await item(at(0))).author).toBe('甲单位');
    await archive.must('catalogue.undo', { actId: edit.id });
    await save(at(2), { author: '丙单位' });
    expect(await archive.refusal('catalogue.redo', {})).toBe('state-refused');
    await archive.must('catalogue.redo', { actId: edit.id });
    expect((await item(at(0))).author).toBe('甲单位');
  });

  test('what was changed since is not undone over', async () => {
    await save(at(3), { remarks: '一' });
    const first = await newest();
    await save(at(3), { remarks: '二' });
    expect(await archive.refusal('catalogue.undo', { actId: first.id })).toBe('conflict');
    expect((await item(at(3))).remarks).toBe('二');
  });

  test('a new item is withdrawn as void and comes back', async () => {
    const { id } = await archive.must('catalogue.create', {
      fileId,
      item: { ...draftOf(await item(at(0))), title: '错建的一件' },
    });
    const made = await newest();
    await archive.must('catalogue.undo', {});
    expect(await item(id)).toMatchObject({ state: 'void', voidReason: '撤销新建', itemNumber: null });
    await archive.must('catalogue.redo', {});
    expect(await item(id)).toMatchObject({ state: 'draft', title: '错建的一件' });
    await save(id, { title: '不错的一件' });
    expect(await archive.refusal('catalogue.undo', { actId: made.id })).toBe('conflict');
    await archive.must('catalogue.undo', {});
    await archive.must('catalogue.undo', { actId: made.id });
  });

  test('a moved item goes back to its place', async () => {
    const order = (await list()).ids;
    const [first, second] = [at(1), at(2)];
    await archive.must('numbering.move', { itemId: second, beforeItemId: first });
    const moved = (await list()).ids;
    expect(moved).not.toEqual(order);
    await archive.must('catalogue.undo', {});
    expect((await list()).ids).toEqual(order);
    await archive.must('catalogue.redo', {});
    expect((await list()).ids).toEqual(moved);
    await archive.must('catalogue.undo', {});
  });

  test('a placed file goes back to the tray and on the item again', async () => {
    const folder = join(archive.folder, '散页');
    mkdirSync(folder);
    const scans = join(SAMPLE, '扫描件', '李样卷429999198006162988', '原始图像数据');
    const [first = ''] = readdirSync(scans).sort();
    copyFileSync(join(scans, first), join(folder, `散页${extname(first)}`));
    await archive.job(
      await archive.must('intake.importScans', { source: archive.application.grantPath(folder) }),
    );
    const { entries } = await archive.must('intake.tray', { state: 'waiting' });
    const entry = entries.find((one) => one.kept);
    if (!entry) throw new Error('nothing waits in the tray');
    const { itemId } = await archive.must('intake.place', {
      entryId: entry.id,
      fileId,
      classCode: '0501',
    });
    const pages = (await item(itemId)).pages.length;
    await archive.must('catalogue.undo', {});
    expect(await item(itemId)).toMatchObject({ state: 'void', pages: [] });
    expect(
      (await archive.must('intake.tray', { state: 'waiting' })).entries.some((one) => one.id === entry.id),
    ).toBe(true);
    await archive.must('catalogue.redo', {});
    expect((await item(itemId)).pages).toHaveLength(pages);
  });

  test('both sides are in the record, and others have acts of their own', async () => {
    await save(at(0), { supplier: '人事科' });
    await archive.must('catalogue.undo', {});
    await archive.as('auditor');
    const { ids: events } = await archive.must('audit.ids', { event: 'catalogue.undo' });
    const { rows } = await archive.must('audit.rows', { ids: events.slice(0, 1) });
    expect(JSON.stringify(rows[0])).toContain('supplier');
    expect(await archive.refusal('catalogue.acts', {})).toBe('forbidden');
    await archive.as('clerk');
  });
});

describe('a batch', () => {
  test('is previewed, written at once, refused where it must be, and undone whole', async () => {
    const chosen = [at(0), at(1), at(2)];
    const change = { supplier: '组织部干部监督科', titleReplace: { find: '年度', with: '年' } };
    const { items } = await archive.must('catalogue.previewBatch', { ids: chosen, change });
    expect(items.map((one) => one.changes.map((changed) => changed.field))).toContainEqual([
      'title',
      'supplier',
    ]);
    const before = await Promise.all(chosen.map((id) => item(id)));
    const revisions = items.map(({ id, revision }) => ({ id, revision }));
    await save(at(2), { remarks: '其间改过' });
    const done = await archive.must('catalogue.saveBatch', { items: revisions, change });
    expect(done).toMatchObject({ changed: 2, refused: [{ id: at(2) }] });
    expect((await newest()).items).toBe(2);
    await archive.must('catalogue.undo', {});
    expect((await item(at(1))).title).toBe(before[1]?.title);
    expect((await item(at(1))).supplier).toBe(before[1]?.supplier);
  });

  test('a void item and an empty title are told beforehand', async () => {
    const { items } = await archive.must('catalogue.previewBatch', {
      ids: [at(0)],
      change: { titleReplace: { find: (await item(at(0))).title, with: '' } },
    });
    expect(items[0]?.refused).toMatch('题名为空');
    expect(await archive.refusal('catalogue.previewBatch', { ids: [at(0)], change: {} })).toBe(
      'validation-failed',
    );
  });
});

describe('templates', () => {
  const blank = {
    classCode: '0502',
    title: '{年度}年礼品上交登记表',
    author: '',
    supplier: '办公室',
    sourceKind: null,
    nature: null,
    originality: null,
    signed: null,
    stamped: null,
    secrecy: null,
    secrecyYears: 0,
    retention: 'D30' as const,
    remarks: '',
  };
  test('are the office’s own before the shipped ones', async () => {
    const of = async (code: string) =>
      (await archive.must('catalogue.templates', {})).templates.find((one) => one.classCode === code)?.title;
    expect(await of('0701')).toBe('任前廉政谈话记录');
    await archive.must('catalogue.saveTemplate', blank);
    await archive.must('catalogue.saveTemplate', { ...blank, classCode: '0701', title: '谈话记录' });
    expect([await of('0502'), await of('0701')]).toEqual(['{年度}年礼品上交登记表', '谈话记录']);
    await archive.must('catalogue.dropTemplate', { classCode: '0701' });
    expect(await of('0701')).toBe('任前廉政谈话记录');
  });
  test('take no place that nobody fills, and no class that is not there', async () => {
    expect(await archive.refusal('catalogue.saveTemplate', { ...blank, title: '{单位}登记表' })).toBe(
      'validation-failed',
    );
    expect(await archive.refusal('catalogue.saveTemplate', { ...blank, classCode: '9999' })).toBe(
      'validation-failed',
    );
  });
});

describe('while typing', () => {
  const form = { title: '新的一件', date: '', documentNumber: '' };
  const warned = async (part: Partial<Input<'catalogue.check'>>) =>
    (await archive.must('catalogue.check', { fileId, ...form, ...part })).warnings.map(
      (one) => `${one.field} ${one.message}`,
    );
  test('dates outside the career and doubles are told', async () => {
    expect(await warned({})).toEqual([]);
    expect(await warned({ date: '1960' })).toEqual(['date 日期早于该干部出生']);
    expect(await warned({ date: '1974' })).toEqual(['date 日期早于该干部参加工作']);
    expect(await warned({ date: '29990101' })).toEqual(['date 日期在今天之后']);
    const { title, classCode } = await item(at(0));
    expect(await warned({ title })).toEqual([`title 本卷 ${classCode} 类已有同题名的一件`]);
    expect(await warned({ title, itemId: at(0) })).toEqual([]);
    expect(await warned({ title: '{年度}年度报告' })).toEqual(['title 题名里的 {年度} 还没有填']);
  });
});

test('suggestions say where they stand on the page and write nothing', async () => {
  const found = (
    await archive.must('catalogue.ids', { fileId, classPrefix: '1004', sort: 'date', descending: false })
  ).ids[0];
  const before = await item(found ?? 0);
  const { suggestions } = await archive.must('catalogue.suggest', { itemId: before.id });
  const of = (field: string) => suggestions.find((one) => one.field === field);
  expect(of('documentNumber')).toMatchObject({
    value: '样纪函〔2025〕32号',
    quote: '样纪函〔2025〕32号',
    pageId: before.pages[0]?.id,
    box: null,
    machineRead: false,
  });
  expect(of('date')).toMatchObject({ value: '20250917', quote: '2025年9月17日' });
  expect(of('author')?.value).toBe('示例市样板局纪检监察组');
  expect(await item(before.id)).toEqual(before);
});

test('keys: one’s own before everybody’s, no key twice, none that types', async () => {
  await archive.must('archive.saveOwnKeymap', { keymap: { 'form.save': ['F2'] } });
  expect(
    await archive.refusal('archive.saveOwnKeymap', { keymap: { 'form.save': ['F2'], 'list.new': ['F2'] } }),
  ).toBe('validation-failed');
  for (const key of ['a', '1', 'Shift+A', 'Ctrl+'])
    expect(await archive.refusal('archive.saveOwnKeymap', { keymap: { 'form.save': [key] } }), key).toBe(
      'validation-failed',
    );
  expect(await archive.refusal('archive.saveKeymap', { keymap: {} })).toBe('forbidden');
  await archive.as('system-admin');
  await archive.must('archive.saveKeymap', { keymap: { 'form.undo': ['Alt+Z'] } });
  expect(await archive.must('archive.keymap', {})).toEqual({
    everybody: { 'form.undo': ['Alt+Z'] },
    own: {},
  });
  await archive.as('clerk');
  expect((await archive.must('archive.keymap', {})).own).toEqual({ 'form.save': ['F2'] });
});
