/** Paper beside electronic: places, moves, labels of true size, and an inventory that finds each kind of difference. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import decodeQR from 'qr/decode.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readXlsx } from '#main/documents/index.ts';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';

let archive: TestArchive;
const at: Record<string, number> = {};
let volumes: { fileId: number; volumeNumber: number; personName: string }[] = [];

const target = (name: string) => archive.application.grantPath(join(archive.folder, name));
const written = (name: string) => readFileSync(join(archive.folder, name));
async function place(
  kind: 'room' | 'cabinet' | 'shelf' | 'box',
  name: string,
  parent?: string,
  capacity = 0,
): Promise<void> {
  const parentId = parent === undefined ? null : (at[parent] ?? 0);
  at[name] = (await archive.must('shelf.savePlace', { kind, name, parentId, capacity, reason: '' })).id;
}
/** Pixels a point. */
const SCALE = 4;
const file = (index: number) => volumes[index]?.fileId ?? 0;
const number = (index: number) => volumes[index]?.volumeNumber ?? 0;

beforeAll(async () => {
  archive = await TestArchive.create();
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  volumes = (await archive.must('shelf.volumes', { placeId: null })).volumes;
  await place('room', '一号库房');
  await place('cabinet', 'A柜', '一号库房');
  await place('shelf', '1层', 'A柜');
  await place('shelf', '2层', 'A柜');
  await place('box', '1盒', '1层', 3);
  await place('box', '2盒', '1层');
}, 120_000);
afterAll(() => archive.discard());

test('a place stands only in what can hold it, once by its name, and takes no more than it can', async () => {
  const box = { kind: 'box', parentId: at['A柜'] ?? 0, name: '9盒', capacity: 0, reason: '' } as const;
  expect(await archive.refusal('shelf.savePlace', box)).toBe('validation-failed');
  const again = { ...box, parentId: at['1层'] ?? 0, name: '1盒' };
  expect(await archive.refusal('shelf.savePlace', again)).toBe('validation-failed');
  const four = { fileIds: [0, 1, 2, 3].map(file), placeId: at['1盒'] ?? 0, reason: '入库' };
  expect(await archive.refusal('shelf.move', four)).toBe('state-refused');
  expect((await archive.must('shelf.volumes', { placeId: null })).total).toBe(volumes.length);
});

test('every move has a slip, a line of the history and a line in the 备考表 of the day', async () => {
  const first = await archive.must('shelf.move', {
    fileIds: [0, 1, 2].map(file),
    placeId: at['1盒'] ?? 0,
    reason: '入库',
  });
  await archive.must('shelf.move', { fileIds: [file(2)], placeId: at['2盒'] ?? 0, reason: '调整' });
  const { moves } = await archive.must('shelf.history', { fileId: file(2) });
  expect(moves.map((one) => [one.from, one.to])).toEqual([
    ['一号库房/A柜/1层/1盒', '一号库房/A柜/1层/2盒'],
    ['', '一号库房/A柜/1层/1盒'],
  ]);
  expect(moves[0]?.slip).toBe(first.slip + 1);
  expect(await archive.refusal('shelf.retirePlace', { id: at['2盒'] ?? 0 })).toBe('state-refused');
  const boxMove = {
    id: at['2盒'] ?? 0,
    kind: 'box',
    parentId: at['2层'] ?? 0,
    name: '2盒',
    capacity: 0,
  } as const;
  expect(await archive.refusal('shelf.savePlace', { ...boxMove, reason: '' })).toBe('validation-failed');
  const { slip } = await archive.must('shelf.savePlace', { ...boxMove, reason: '上架' });
  await archive.must('shelf.exportSlip', { slip: slip ?? 0, target: target('移库单.docx') });
  expect((await archive.must('shelf.volumes', { placeId: at['2层'] ?? 0 })).volumes[0]?.place).toBe(
    '一号库房/A柜/2层/2盒',
  );
});

test('a printed spine label is read back by its code, at its size', async () => {
  await archive.must('shelf.exportLabels', {
    kind: 'spine',
    ids: [file(0)],
    target: target('卷脊.pdf'),
  });
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(written('卷脊.pdf'));
  const page = document.getPage(0);
  const picture = await page.render({ scale: SCALE, render: 'bitmap' });
  const data = new Uint8ClampedArray(picture.data);
  const inked = { left: Infinity, right: 0, top: Infinity, bottom: 0 };
  for (let pixel = 0; pixel < data.length / 4; pixel++) {
    if ((data[pixel * 4] ?? 255) > 128) continue;
    const [x, y] = [pixel % picture.width, Math.floor(pixel / picture.width)];
    inked.left = Math.min(inked.left, x);
    inked.right = Math.max(inked.right, x);
    inked.top = Math.min(inked.top, y);
    inked.bottom = Math.max(inked.bottom, y);
  }
  const mm = (pixels: number) => (pixels / SCALE / 72) * 25.4;
  expect(mm(inked.right - inked.left)).toBeCloseTo(90, 0);
  expect(mm(inked.bottom - inked.top)).toBeCloseTo(28, 0);
  const text = decodeQR({
    width: picture.width,
    height: picture.height,
    data,
  });
  expect(text).toBe(`LDV1 ${number(0)}`);
  document.destroy();
  library.destroy();
});

test('an inventory ends in its differences, each settled with a reason', async () => {
  const { id } = await archive.must('shelf.startInventory', { placeId: at['一号库房'] ?? 0 });
  const scan = (code: string) => archive.must('shelf.scanCode', { id, code });
  expect(await archive.refusal('shelf.scanCode', { id, code: `LDV1 ${number(0)}` })).toBe('state-refused');
  expect(
    await archive.refusal('shelf.move', { fileIds: [file(0)], placeId: at['2盒'] ?? 0, reason: '乱' }),
  ).toBe('state-refused');
  await scan(`ldp1　${at['1盒']}`);
  expect((await scan(`LDV1 ${number(0)}`)).message).toContain('在位');
  await archive.must('shelf.tick', { id, fileId: file(0), seen: true, pages: 7 });
  // Volume 2 stands in box 2 by the records, 3 stands nowhere.
  await scan(`LDV1 ${number(2)}`);
  await scan(`LDV1 ${number(3)}`);
  expect((await scan('旧袋 第 5 号')).what).toBe('stranger');

  await archive.must('shelf.pauseInventory', { id, paused: true });
  expect(await archive.refusal('shelf.scanCode', { id, code: `LDV1 ${number(1)}` })).toBe('state-refused');
  expect(
    await archive.refusal('shelf.exportDifferences', { id, format: 'xlsx', target: target('早.xlsx') }),
  ).toBe('state-refused');
  await archive.must('shelf.pauseInventory', { id, paused: false });
  await archive.must('shelf.finishInventory', { id });

  const { differences } = await archive.must('shelf.inventory', { id });
  expect(differences.map((one) => [one.kind, one.expected, one.found])).toEqual([
    ['missing', '一号库房/A柜/1层/1盒', '架上没有'],
    ['pages', '0 页', '7 页'],
    ['place', '一号库房/A柜/2层/2盒', '一号库房/A柜/1层/1盒'],
    ['place', '未入库', '一号库房/A柜/1层/1盒'],
    ['stranger', '系统中没有', '一号库房/A柜/1层/1盒'],
  ]);
  const differenceId = differences[0]?.id ?? 0;
  expect(await archive.refusal('shelf.settle', { differenceId, reason: ' ' })).toBe('validation-failed');
  await archive.must('shelf.settle', { differenceId, reason: '在审核室' });
  expect(await archive.refusal('shelf.settle', { differenceId, reason: '又一次' })).toBe('state-refused');
  await archive.must('shelf.exportDifferences', { id, format: 'xlsx', target: target('差异.xlsx') });
  const sheets = await readXlsx(written('差异.xlsx'), '差异.xlsx');
  const words = JSON.stringify(sheets);
  for (const each of ['系统有架上无', '架上有系统无', '页数不符', '位置不符', '在审核室', '未处理'])
    expect(words).toContain(each);
  await archive.must('shelf.exportDifferences', { id, format: 'docx', target: target('差异.docx') });
});
