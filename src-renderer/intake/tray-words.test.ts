import { expect, test } from 'vitest';
import { type Entry, fileNameOf, folderOf, narrowed, placeWords } from './tray-words.ts';

const entry = (part: Partial<Entry>): Entry => ({
  id: 1,
  importId: 1,
  relativePath: '扫描件/甲429999/0201-001-001.JPG',
  size: 1,
  reason: 'person-unknown',
  message: '',
  kept: true,
  fileId: null,
  personName: '',
  classCode: '0201',
  sequence: 1,
  page: 1,
  state: 'waiting',
  note: '',
  ...part,
});

test('the tray is narrowed by reason, batch, and part of the path whatever its case, or of the name', () => {
  const all = [entry({ id: 1 }), entry({ id: 2, importId: 2, reason: 'empty', personName: '王示范' })];
  const ids = (filter: Partial<Parameters<typeof narrowed>[1]>) =>
    narrowed(all, { reason: undefined, importId: undefined, text: '', ...filter }).map((one) => one.id);
  expect(ids({})).toEqual([1, 2]);
  expect(ids({ reason: 'empty' })).toEqual([2]);
  expect(ids({ importId: 1 })).toEqual([1]);
  expect(ids({ text: ' 001.jpg ' })).toEqual([1, 2]);
  expect(ids({ text: '王' })).toEqual([2]);
  expect(ids({ text: '没有' })).toEqual([]);
});

test('what the name did not tell is left out', () => {
  expect(placeWords(entry({}))).toBe('0201-1-1');
  expect(placeWords(entry({ classCode: '', sequence: null, page: null }))).toBe('');
});

test('the name stands apart from its folder, whose identity number is masked', () => {
  const path = '李样卷42999919800616298X/原始图像数据/0101-001-001.jpg';
  expect(fileNameOf(path)).toBe('0101-001-001.jpg');
  expect(folderOf(path)).toBe('李样卷**************298X/原始图像数据/');
  expect([fileNameOf('封面.jpg'), folderOf('封面.jpg')]).toEqual(['封面.jpg', '']);
});
