import { expect, test } from 'vitest';
import { meantBy } from './dropped.ts';

const folder = (name: string) => ({ name, isFolder: true });
const file = (name: string) => ({ name, isFolder: false });

test('one folder and one catalogue, in any order, each alone too', () => {
  expect(meantBy([folder('扫描件')])).toEqual({ scans: 0, catalogue: undefined });
  expect(meantBy([file('目录.XLSX'), folder('扫描件')])).toEqual({ scans: 1, catalogue: 0 });
  expect(meantBy([file('目录.xlsx')])).toEqual({ scans: undefined, catalogue: 0 });
  // A folder may be called like a file.
  expect(meantBy([folder('旧目录.xlsx')])).toEqual({ scans: 0, catalogue: undefined });
});

test('two folders, two catalogues and loose scans are refused, each with what to do', () => {
  for (const dropped of [
    [folder('甲'), folder('乙')],
    [file('a.xlsx'), file('b.xlsx')],
    [file('0201-001-001.jpg')],
    [folder('扫描件'), file('0201-001-001.jpg')],
  ])
    expect(meantBy(dropped)).toEqual({ refused: expect.stringMatching(/请/) as string });
});
