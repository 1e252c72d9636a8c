import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inWords, QueryProblem, readQuery } from './index.ts';

const words = (text: string) => inWords(readQuery(text).expression);
function problem(text: string): { message: string; at: string } {
  try {
    readQuery(text);
  } catch (cause) {
    if (!(cause instanceof QueryProblem)) throw cause;
    return { message: cause.message, at: text.slice(cause.place.from, cause.place.to) };
  }
  throw new Error(`${text} was understood: ${words(text)}`);
}

describe('what a box means', () => {
  test.each([
    ['张三', '含「张三」'],
    ['张三 任免', '含「张三」，且含「任免」'],
    ['张三　任免', '含「张三」，且含「任免」'],
    ['张三 且 任免', '含「张三」，且含「任免」'],
    ['a AND b OR c', '（含「a」，且含「b」），或含「c」'],
    ['任免 或 考核', '含「任免」，或含「考核」'],
    ['任免|考核｜处分', '含「任免」，或含「考核」，或含「处分」'],
    ['任免 （考核 或 处分）', '含「任免」，且（含「考核」，或含「处分」）'],
    ['任免 非 草案', '含「任免」，且不是含「草案」'],
    ['任免 -草案', '含「任免」，且不是含「草案」'],
    ['非 (甲 或 乙)', '不是（含「甲」，或含「乙」）'],
    ['“任免 审批”', '含「任免 审批」'],
    ['"或"', '含「或」'],
    ['2024年第13号', '含「2024年第13号」'],
    ['2020..2024', '日期自2020至2024'],
    ['２０２０．．２０２４', '日期自2020至2024'],
    ['2020.3.15..', '日期自20200315起'],
    ['..202403', '日期至202403'],
    ['日期:2020至2022', '日期自2020至2022'],
    ['日期：2020年3月', '日期在202003'],
    ['年:2020~2022', '日期自2020至2022'],
    ['题名:任免', '题名含「任免」'],
    ['题名： "任免 审批"', '题名含「任免 审批」'],
    ['题名:(任免 或 姓名:张三)', '题名含「任免」，或姓名含「张三」'],
    ['-题名:草案 甲', '不是题名含「草案」，且含「甲」'],
    ['密级:机密 来源:组织', '密级为机密，且来源为组织'],
    ['期限:D30', '期限为30年'],
    ['状态:草稿', '状态为整理中'],
    // Attached to what stands before them, brackets, quotes and words are part of the word.
    ['任免审批表（副本）', '含「任免审批表（副本）」'],
    ['(任免审批表（副本）)', '含「任免审批表（副本）」'],
    ['关于“三重一大”的报告', '含「关于“三重一大”的报告」'],
    ['任免或调动', '含「任免或调动」'],
    ['0201-3', '含「0201-3」'],
    ['地址：北京', '含「地址：北京」'],
    ['a..b', '含「a..b」'],
    ['', ''],
    ['　 ', ''],
  ])('%s', (text, meant) => {
    expect(words(text)).toBe(meant);
  });
});

describe('what can’t be understood is told with its place', () => {
  test.each([
    ['(张三', '(', '没有对应的右括号'],
    ['张三)', ')', '没有对应的左括号'],
    ['甲 ()', '(', '括号里没有内容'],
    ['"张三', '"', '没有配对'],
    ['张三 ”', '”', '多出一个后引号'],
    ['""', '""', '引号里没有内容'],
    ['张三 或', '或', '后面没有内容'],
    ['或 张三', '或', '前面没有内容'],
    ['且 张三', '且', '两边都要有词'],
    ['张三 非', '非', '没有要排除的词'],
    ['张三 - 李四', '-', '紧跟'],
    ['题名:', '题名:', '后面没有内容'],
    ['密级:保密', '保密', '没有「保密」这一种'],
    ['2024..2020', '2024..2020', '晚于'],
    ['202013..2024', '202013..2024', '读不成日期'],
    ['日期:去年', '去年', '读不成日期'],
    ['件号:甲', '甲', '应是数字'],
    ['('.repeat(20), '(', '最多套'],
    ['字 '.repeat(41), '字', '最多写40个词'],
  ])('%s', (text, at, message) => {
    const found = problem(text);
    expect(found.message).toContain(message);
    expect(found.at).toBe(at);
    expect(found.message.endsWith('。')).toBe(true);
  });
});

describe('any text at all', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '(',
      ')',
      '（',
      '）',
      '|',
      '-',
      '"',
      '“',
      '”',
      '或',
      '非',
      '且',
      'OR',
      ' ',
      '　',
      ':',
      '题名:',
      '日期:',
      '..',
      '2020',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  test('is understood or refused with a place in it; its parts lie in order and none overlaps', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        try {
          const { parts } = readQuery(text);
          let end = 0;
          for (const part of parts) {
            expect(part.from).toBeGreaterThanOrEqual(end);
            expect(part.to).toBeGreaterThan(part.from);
            end = part.to;
          }
          expect(end).toBeLessThanOrEqual(text.length);
        } catch (cause) {
          if (!(cause instanceof QueryProblem)) throw cause;
          expect(cause.place.from).toBeGreaterThanOrEqual(0);
          expect(cause.place.to).toBeGreaterThan(cause.place.from);
          expect(cause.place.to).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('in quotes is one word, letter by letter', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'binary', minLength: 1, maxLength: 12 })
          .filter((text) => text.trim() !== '' && !text.includes('"')),
        (text) => {
          expect(readQuery(`"${text}"`).expression).toMatchObject({ kind: 'word', field: 'any', text });
        },
      ),
    );
  });
});
