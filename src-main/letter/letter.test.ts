import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Output } from '#contract/index.ts';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';

let archive: TestArchive;
/** Of three cadres: nothing against the first, the second in an influence period, a complaint about the third. */
let files: number[] = [];
let decision = 0;
let complaint = 0;
const NOW = new Date('2026-11-25T08:00:00.000Z');
const folder = mkdtempSync(join(tmpdir(), 'liandang-letter-'));

const item = (fileId: number, classCode: string, title: string, date: string) => ({
  fileId,
  item: {
    classCode,
    title,
    date,
    author: '样例县纪委',
    documentNumber: '',
    sourceKind: 'organisation' as const,
    nature: 'conclusion' as const,
    supplier: '',
    originality: 'original' as const,
    signed: false,
    stamped: true,
    secrecy: 'secret' as const,
    secrecyYears: 10,
    retention: 'Y' as const,
    paperPages: null,
    remarks: '',
  },
});
const wordsIn = (path: string) => {
  const body = new PizZip(readFileSync(path)).file('word/document.xml')?.asText() ?? '';
  return body.replaceAll(/<\/w:p>/g, '\n').replaceAll(/<[^>]+>/g, '');
};
const view = (id: number): Promise<Output<'letter.get'>> => archive.must('letter.get', { id });
const draft = (fileIds: readonly number[]) =>
  archive.must('letter.create', {
    kind: 'reply',
    fileIds: [...fileIds],
    purpose: '拟提拔使用',
    fromUnit: '样例县委组织部',
    fromNumber: '样组函〔2026〕8号',
    fromDate: '20261118',
    dueOn: '20261202',
    asOf: '20261120',
  });

beforeAll(async () => {
  archive = await TestArchive.create('J019', '样例县纪委', { now: () => NOW });
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  files = await Promise.all(
    ids.slice(0, 3).map(async (id) => (await archive.must('people.get', { id })).fileId),
  );
  decision = (
    await archive.must('catalogue.create', item(files[1] ?? 0, '0902', '政务记过处分决定', '20260310'))
  ).id;
  await archive.must('measure.save', {
    itemId: decision,
    kind: (await archive.must('measure.kinds', {})).kinds.find((one) => one.name === '政务记过')?.id ?? '',
    decidedOn: '20260310',
    organ: '样例县监委',
    documentNumber: '样监〔2026〕3号',
    note: '',
    until: '',
    overrideReason: '',
  });
  complaint = (
    await archive.must('catalogue.create', item(files[2] ?? 0, '0801', '信访举报登记摘要', '20260901'))
  ).id;
});
afterAll(() => archive.discard());

test('each draft is put together from what is on file, every sentence with its source', async () => {
  const { ids } = await draft(files);
  const [clear, influenced, pending] = await Promise.all(ids.map(view));
  expect(clear?.suggested).toBe('clear');
  expect(clear?.sentences.map((one) => one.text)).toContain(
    '截至2026年11月20日，本档案中没有反映该同志的信访举报和问题线索材料。',
  );
  expect(clear?.sentences.every((one) => one.sources.length > 0)).toBe(true);
  expect(clear?.objections).toEqual([]);
  expect(influenced?.conclusion).toBe('influence');
  // 记过 weighs twelve months (domain 6.4).
  expect(influenced?.influence).toEqual(['政务记过，2026年3月10日至2027年3月9日']);
  expect(influenced?.sentences[1]?.text).toContain('影响期自2026年3月10日至2027年3月9日');
  expect(pending?.conclusion).toBe('pending');
  expect(
    pending?.sentences.find((one) => one.text.includes('信访举报登记摘要'))?.sources[0]?.words,
  ).toContain('未扫描');
});

test('a sentence without a source, a source of another cadre, and a conclusion the file speaks against are refused', async () => {
  const { ids } = await draft([files[2] ?? 0]);
  const [id = 0] = ids;
  const now = await view(id);
  const save = (sentences: unknown, conclusion = now.conclusion) =>
    archive.application.call('letter.save', {
      id,
      revision: now.revision,
      conclusion,
      sentences: sentences as never,
    });
  const bare = await save([{ text: '该同志表现良好。', sources: [] }]);
  expect(bare.ok).toBe(false);
  const strange = await save([
    { text: '曾受处分。', sources: [{ kind: 'page', itemId: decision, pageId: null }] },
  ]);
  expect(!strange.ok && strange.error.message).toContain('出处不成立');
  const none = await save([{ text: '没有信访。', sources: [{ kind: 'none', classes: ['08'] }] }]);
  expect(!none.ok && JSON.stringify(none.error.details)).toContain('08类有材料');
  const sentences = [
    { text: '收到一件反映。', sources: [{ kind: 'page', itemId: complaint, pageId: null }] },
  ];
  expect((await save(sentences, 'clear')).ok).toBe(true);
  expect((await view(id)).objections.join()).toContain('卷内有 1 件信访举报或线索材料，不能写「未收到」');
  const told = await archive.must('letter.submit', { ids: [id] });
  expect(told.done).toBe(0);
  expect(told.refused[0]?.message).toContain('不能写「未收到」');
});

test('who may not see the classes a letter is about can neither draft nor pass it on', async () => {
  await archive.addAccount('dimi', '李低密', ['clerk'], 'internal');
  expect(
    await archive.refusal('letter.create', {
      kind: 'reply',
      fileIds: [files[0] ?? 0],
      purpose: '提拔',
      fromUnit: '',
      fromNumber: '',
      fromDate: '',
      dueOn: '',
      asOf: '20261120',
    }),
  ).toBe('forbidden');
  const { letters } = await archive.must('letter.list', { list: 'all' });
  expect(letters.some((one) => one.fileId === files[1])).toBe(false);
});

test('three persons: drafted, reviewed, signed; numbered, filed, printed, and the state of the file kept', async () => {
  await archive.as('clerk');
  const { ids, batchId } = await draft([files[0] ?? 0, files[1] ?? 0]);
  expect((await archive.must('letter.submit', { ids })).done).toBe(2);
  await archive.as('reviewer');
  expect((await archive.must('letter.review', { ids, pass: true, note: '' })).done).toBe(2);
  await archive.as('approver');
  expect(await archive.must('letter.sign', { ids, pass: true, note: '' })).toEqual({ done: 2, refused: [] });
  const [first, second] = await Promise.all(ids.map(view));
  expect([first?.number, second?.number]).toEqual(['廉函〔2026〕1号', '廉函〔2026〕2号']);

  const filed = await archive.must('catalogue.get', { id: first?.itemId ?? 0 });
  expect(filed).toMatchObject({ classCode: '1004', documentNumber: '廉函〔2026〕1号', secrecy: 'internal' });
  // The reply about a measure that is 秘密 is 秘密 itself.
  expect((await archive.must('catalogue.get', { id: second?.itemId ?? 0 })).secrecy).toBe('secret');

  const target = join(folder, 'reply.docx');
  await archive.must('letter.exportPaper', {
    id: ids[0] ?? 0,
    paper: 'letter',
    target: archive.application.grantPath(target),
  });
  const words = wordsIn(target);
  expect(words).toContain('样例县委组织部：');
  expect(words).toContain('你单位2026年11月18日《样组函〔2026〕8号》收悉。');
  expect(words).toContain('未收到反映');
  expect(words).toContain('承办：周档案　　审核：王审核　　签发：冯审批');
  const grounds = join(folder, 'grounds.docx');
  await archive.must('letter.exportPaper', {
    id: ids[1] ?? 0,
    paper: 'grounds',
    target: archive.application.grantPath(grounds),
  });
  expect(wordsIn(grounds)).toContain('处理处分登记：政务记过');
  const { written } = await archive.must('letter.exportBatch', {
    batchId,
    target: archive.application.grantPath(folder),
  });
  expect(written).toHaveLength(2);

  // The text of the filed letter is found like any other page.
  await archive.as('clerk');
  const found = await archive.must('search.find', {
    query: { text: '你单位2026年11月18日' },
    limit: 10,
  });
  expect(found.hits.map((one) => one.itemId)).toContain(first?.itemId);

  const before = await archive.must('letter.state', { id: ids[1] ?? 0 });
  expect(before.intact).toBe(true);
  expect(before.items.find((one) => one.itemId === decision)?.now).toBe('same');
  const now = await archive.must('catalogue.get', { id: decision });
  await archive.must('catalogue.save', {
    id: decision,
    revision: now.revision,
    item: { ...item(files[1] ?? 0, '0902', '政务记过处分决定书', '20260310').item },
  });
  await archive.must('catalogue.create', item(files[1] ?? 0, '0801', '新的反映', '20261124'));
  const after = await archive.must('letter.state', { id: ids[1] ?? 0 });
  expect(after.items.find((one) => one.itemId === decision)).toMatchObject({
    title: '政务记过处分决定',
    now: 'changed',
  });
  expect(after.since.map((one) => one.title)).toEqual(['新的反映']);
});

test('what came to light between review and signing stops the signature, and it goes back with a reason', async () => {
  await archive.as('clerk');
  const [fileId = 0] = files;
  const { ids } = await draft([fileId]);
  await archive.must('letter.submit', { ids });
  await archive.as('reviewer');
  await archive.must('letter.review', { ids, pass: true, note: '' });
  await archive.as('clerk');
  await archive.must('catalogue.create', item(fileId, '0803', '问题线索处置情况', '20261101'));
  await archive.as('approver');
  const told = await archive.must('letter.sign', { ids, pass: true, note: '' });
  expect(told.done).toBe(0);
  expect(told.refused[0]?.message).toContain('08类有材料');
  expect((await archive.must('letter.sign', { ids, pass: false, note: '请补引新线索' })).done).toBe(1);
  expect((await view(ids[0] ?? 0)).state).toBe('draft');
});
