import { expect, test } from 'vitest';
import { kinOf } from './ReaderFields.tsx';

test('relatives as a clerk writes them on one line', () => {
  expect(kinOf('配偶 张某；子 张某某, 李四')).toEqual([
    { relation: '配偶', name: '张某' },
    { relation: '子', name: '张某某' },
    { relation: '亲属', name: '李四' },
  ]);
  expect(kinOf('  ')).toEqual([]);
});
