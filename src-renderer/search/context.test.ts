import { expect, test } from 'vitest';
import { piecesOf } from './context.ts';

test('marks cut the context, and nothing of it is lost', () => {
  const context = '配偶名下房产一处，房产证号见附页';
  const pieces = piecesOf(context, [
    [4, 2],
    [9, 2],
  ]);
  expect(pieces.filter((piece) => piece.marked).map((piece) => piece.text)).toEqual(['房产', '房产']);
  expect(pieces.map((piece) => piece.text).join('')).toBe(context);
});

test('marks that overlap, touch, come in any order or reach past the end stay one text', () => {
  for (const marks of [
    [
      [2, 3],
      [0, 3],
    ],
    [
      [0, 2],
      [2, 2],
    ],
    [[3, 99]],
    [],
  ] as [number, number][][]) {
    const pieces = piecesOf('一二三四五', marks);
    expect(pieces.map((piece) => piece.text).join('')).toBe('一二三四五');
  }
  expect(
    piecesOf('一二三四五', [
      [0, 2],
      [2, 2],
    ])[0],
  ).toEqual({ text: '一二三四', marked: true });
});
