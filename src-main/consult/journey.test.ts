import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { OWN } from '#main/testing/archive.ts';
import { CADRE, ConsultDesk } from '#main/testing/consult-desk.ts';

// Each act asks for passwords, and each password costs a third of a second on an idle machine.
vi.setConfig({ testTimeout: 180_000 });

/** The journey of one request: three sign-offs, two readers, timed reading, excerpt, copy, return check, registers. */
let desk: ConsultDesk;
let clock = 0;
let id = 0;
beforeAll(async () => {
  desk = await ConsultDesk.create({ monotonic: () => clock });
}, 120_000);
afterAll(async () => desk.archive.discard());

const out = (name: string) => join(desk.archive.folder, name);
const target = (name: string) => desk.archive.application.grantPath(out(name));
const docxText = (name: string) =>
  Buffer.from(unzipSync(readFileSync(out(name)))['word/document.xml'] ?? new Uint8Array())
    .toString('utf8')
    .replaceAll(/<[^>]+>/g, '');

test('a request goes through three signatures, each by another person', async () => {
  const { archive } = desk;
  const draft = await desk.drafted();
  id = draft.id;
  expect((await desk.get(id)).state).toBe('draft');
  await archive.must('consult.submit', draft);
  const submitted = await desk.get(id);
  expect(submitted.steps.map((step) => step.name)).toEqual([
    '查阅单位负责人意见',
    '档案部门意见',
    '主要领导意见',
  ]);
  expect(submitted.items.map((item) => item.pages.length)).toEqual([2, 2]);
  await archive.enter('shenhe2');
  const toSign = await archive.must('consult.ids', { list: 'to-sign' });
  expect(toSign.ids).toEqual([id]);
  const basis = await archive.application.readBasis(submitted.basis[0]?.id ?? 0, 0);
  expect(basis.ok && basis.data.mediaType).toBe('image/png');
  for (const login of ['shenhe2', 'shenhe', 'shenpi']) await desk.signed(login, id);
  const approved = await desk.get(id);
  expect(approved.state).toBe('approved');
  expect(approved.signOffs.map((one) => one.by)).toEqual(['卫审核', '王审核', '冯审批']);
});

test('two readers read by the clock; the seconds of each page are kept', async () => {
  const { archive } = desk;
  await archive.as('clerk');
  const { revision } = await desk.get(id);
  const view = await desk.opened({ id, revision });
  expect(view.readers).toEqual(['李查阅', '陈调档']);
  expect(view.secondsLeft).toBe(30 * 60);
  const [first, second] = view.items.flatMap((item) => item.pages);
  const [pageId, other] = [first?.id ?? 0, second?.id ?? 0];
  const sessionId = view.sessionId;

  const shown = await archive.application.readConsultPage(sessionId, pageId);
  if (!shown.ok) throw new Error(shown.error.message);
  expect((await sharp(shown.data.bytes).metadata()).format).toBe('jpeg');

  clock += 10_000;
  // What the screen claims beyond the clock is not counted, nor what it claims for a page it has not opened.
  expect(await archive.must('consult.beat', { sessionId, pageId, seconds: 500 })).toEqual({
    counted: 10,
    secondsLeft: 30 * 60 - 10,
  });
  clock += 5_000;
  expect((await archive.must('consult.beat', { sessionId, pageId: other, seconds: 5 })).counted).toBe(0);
  expect((await archive.must('consult.beat', { sessionId, pageId, seconds: 3 })).counted).toBe(3);

  const itemId = view.items[0]?.itemId ?? 0;
  await archive.must('consult.saveExcerpt', { sessionId, itemId, text: '报告事项属实。\n房产两处。' });
  await archive.must('consult.finish', { sessionId });
  expect((await archive.must('session.state', {})).locked).toBe(true);
  await archive.must('session.unlock', { password: OWN });
  const read = await desk.get(id);
  expect(read.state).toBe('returning');
  expect(read.sittings.map((one) => [one.end, one.usedSeconds])).toEqual([['finished', 15]]);
  const seconds = read.items.flatMap((item) => item.pages).map((page) => page.seconds);
  expect(seconds).toEqual([13, 0, 0, 0]);
});

test('excerpt and copy leave with number and watermark and stand in the ledger', async () => {
  const { archive } = desk;
  const detail = await desk.get(id);
  const excerpt = detail.excerpts[0];
  const leaving = { requestId: id, receivedBy: '李查阅' };
  expect(await archive.refusal('consult.exportExcerpts', { ...leaving, target: target('早.docx') })).toBe(
    'state-refused',
  );
  await archive.must('consult.checkExcerpt', { id: excerpt?.id ?? 0, pass: true, note: '' });
  const paper = await archive.must('consult.exportExcerpts', { ...leaving, target: target('摘抄.docx') });
  expect(paper.copyNumber).toBe(1);
  expect(docxText('摘抄.docx')).toContain('房产两处');
  const parts = Object.keys(unzipSync(readFileSync(out('摘抄.docx'))));
  expect(parts.some((part) => /media\/.+\.png$/.test(part))).toBe(true);

  const pages = detail.items.flatMap((item) => item.pages).map((page) => page.id);
  const copied = await archive.must('consult.makeCopy', {
    ...leaving,
    pageIds: pages.slice(0, 2),
    format: 'pdf',
    target: target('复制.pdf'),
  });
  expect(copied.copyNumber).toBe(2);
  expect(readFileSync(out('复制.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  await archive.must('consult.makeCopy', {
    ...leaving,
    pageIds: pages.slice(0, 1),
    format: 'docx',
    target: target('复制.docx'),
  });
  const single = { ...leaving, format: 'jpeg' as const, target: target('复制.jpg') };
  expect(await archive.refusal('consult.makeCopy', { ...single, pageIds: pages })).toBe('validation-failed');
  await archive.must('consult.makeCopy', { ...single, pageIds: pages.slice(1, 2) });
  const foreign = (await archive.must('catalogue.ids', { sort: 'arrangement', descending: false })).ids;
  const inside = new Set(detail.items.map((item) => item.itemId));
  const strange = foreign.find((one) => !inside.has(one)) ?? 0;
  const [strangePage] = (await archive.must('catalogue.get', { id: strange })).pages;
  expect(await archive.refusal('consult.makeCopy', { ...single, pageIds: [strangePage?.id ?? 0] })).toBe(
    'forbidden',
  );
  const { copies } = await archive.must('consult.copies', { requestId: id, outOnly: true });
  expect(copies.map((one) => one.copyNumber)).toEqual([4, 3, 2, 1]);
  await archive.must('consult.settleCopy', { id: copied.copyId, state: 'destroyed', note: '碎纸，两人监销' });
  expect(
    await archive.refusal('consult.settleCopy', { id: copied.copyId, state: 'returned', note: '又交回' }),
  ).toBe('state-refused');
});

test('the return check counts every item and closes the request for good', async () => {
  const { archive } = desk;
  const { revision, items } = await desk.get(id);
  const counted = items.map((item) => ({ itemId: item.itemId, pages: item.pages.length, note: '' }));
  const check = (list: typeof counted, note = '') => ({ id, revision, items: list, note }) as const;
  expect(await archive.refusal('consult.returnCheck', check(counted.slice(1)))).toBe('validation-failed');
  const short = counted.map((one, at) => (at === 0 ? { ...one, pages: one.pages - 1 } : one));
  expect(await archive.refusal('consult.returnCheck', check(short))).toBe('validation-failed');
  const said = short.map((one, at) => (at === 0 ? { ...one, note: '缺第2页，当场追回' } : one));
  const done = await archive.must('consult.returnCheck', check(said));
  expect(done.differences).toBe(1);
  const closed = await desk.get(id);
  expect([closed.state, closed.returnCheck?.differences]).toEqual(['closed', 1]);
  const again = { id, revision: closed.revision };
  expect(await archive.refusal('consult.open', { ...again, readers: desk.passwords() })).toBe(
    'state-refused',
  );
  expect(await archive.refusal('consult.submit', again)).toBe('state-refused');
  expect(await archive.refusal('consult.revise', { ...again, reason: '再用' })).toBe('state-refused');
  expect(await archive.refusal('consult.save', { ...again, request: desk.draft() })).toBe('state-refused');
  expect(
    await archive.refusal('consult.makeCopy', {
      requestId: id,
      receivedBy: '李查阅',
      pageIds: [items[0]?.pages[0]?.id ?? 0],
      format: 'pdf',
      target: target('迟.pdf'),
    }),
  ).toBe('state-refused');
});

test('approval sheet and registers say what happened', async () => {
  const { archive } = desk;
  await archive.must('consult.exportApproval', { id, target: target('审批表.docx') });
  const sheet = docxText('审批表.docx');
  for (const words of [CADRE, '李查阅', '陈调档', '冯审批', '考察、任免', '查字〔', '归还核对', '差异 1 件'])
    expect(sheet).toContain(words);
  const period = {
    from: new Date(Date.now() - 86_400_000).toISOString(),
    to: new Date(Date.now() + 86_400_000).toISOString(),
  };
  for (const register of ['consults', 'loans', 'copies'] as const)
    await archive.must('consult.exportRegister', {
      register,
      format: 'docx',
      ...period,
      target: target(`${register}.docx`),
    });
  const { rows } = await archive.must('consult.exportRegister', {
    register: 'consults',
    format: 'xlsx',
    ...period,
    target: target('登记簿.xlsx'),
  });
  expect(rows).toBe(1);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(out('登记簿.xlsx'));
  const cells = book.worksheets[0]?.getRow(4).values;
  expect(JSON.stringify(cells)).toContain('李查阅、陈调档');
  expect(docxText('copies.docx')).toContain('已销毁');
});

test('everything stands in an unbroken chain', async () => {
  const { archive } = desk;
  await archive.as('auditor');
  const { ids } = await archive.must('audit.ids', { event: 'consult.' });
  const events = new Set(
    (await archive.must('audit.rows', { ids: ids.slice(0, 500) })).rows.map((row) => row.event),
  );
  for (const event of ['submit', 'sign', 'open', 'view-page', 'finish', 'return-check', 'make-copy'])
    expect(events).toContain(`consult.${event}`);
  expect((await archive.must('audit.verify', {})).intact).toBe(true);
});
