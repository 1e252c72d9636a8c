import { describe, expect, test } from 'vitest';
import { classOfFileName } from './class.ts';
import { datesIn, signatureDate } from './dates.ts';
import { documentNumber } from './document-number.ts';
import { type Box, type PageText, plainLines } from './lines.ts';
import { heading, yearOf } from './title.ts';

const page = (text: string, position = 1): PageText => ({
  pageId: position,
  position,
  fileName: '',
  machineRead: false,
  lines: plainLines(text),
});
/** A page whose lines have letters of the given heights, in parts of the page. */
const placed = (...lines: readonly (readonly [string, number])[]): PageText => ({
  ...page(''),
  machineRead: true,
  lines: lines.map(([text, height], index) => ({
    text,
    box: { x: 0.1, y: 0.05 + index * 0.05, width: 0.5, height } satisfies Box,
  })),
});

describe('dates', () => {
  test.each([
    ['2024年1月5日', ['20240105']],
    ['二〇二四年一月十五日', ['20240115']],
    ['二○二三年十二月三十一日', ['20231231']],
    ['二零一九年十月二十日', ['20191020']],
    ['２０２４年３月', ['202403']],
    ['2024.03.15', ['20240315']],
    ['自2023年5月1日至2024年6月30日', ['20230501', '20240630']],
    ['2024年度', []],
    ['2023年2月30日', []],
    ['电话 2024-1234', []],
  ])('%s', (line, dates) => expect(datesIn(line).map((one) => one.date)).toEqual(dates));

  test('the last one on the last page that has any', () => {
    const pages = [page('2020年1月1日'), page('起 2021年2月2日\n签名 2021年3月3日', 2), page('', 3)];
    expect(signatureDate(pages)).toMatchObject({ value: '20210303', source: { pagePosition: 2 } });
    expect(signatureDate([page('没有日期')])).toBeUndefined();
  });
});

describe('the paper’s own number', () => {
  test.each([
    ['示廉发〔2024〕13号', '示廉发〔2024〕13号'],
    ['示廉发[2024] 13 号', '示廉发〔2024〕13号'],
    ['示廉发（2024）第013号', '示廉发〔2024〕13号'],
    ['示廉发【2024】13号　　签发人：例一', '示廉发〔2024〕13号'],
  ])('%s', (line, number) => expect(documentNumber(page(`红头文件\n${line}`))?.value).toBe(number));

  test('a number that the text speaks of is another paper’s', () => {
    const cited =
      '根据《关于进一步加强廉政档案管理工作的通知》（示廉发〔2024〕13号）要求，现将有关情况报告如下';
    expect(documentNumber(page(`关于某事的报告\n${cited}`))).toBeUndefined();
    expect(documentNumber(page(`${'正文一行\n'.repeat(12)}示廉发〔2024〕13号`))).toBeUndefined();
  });
});

describe('the heading', () => {
  test('is the largest line where letters have sizes, and not the red head', () => {
    const found = heading(
      placed(
        ['示例县纪委文件', 0.04],
        ['示纪〔2024〕1号', 0.015],
        ['关于某同志有关问题的', 0.024],
        ['核查报告', 0.024],
        ['县委组织部：', 0.016],
        ['现将情况报告如下', 0.016],
        ['经查，有关问题不属实', 0.016],
      ),
    );
    expect(found?.value).toBe('关于某同志有关问题的核查报告');
    expect(found?.source.box?.height).toBe(0.024);
  });
  test('without sizes it is the first line below body, number and marks', () => {
    expect(heading(page('秘密★10年\n示例县纪委\n关于某事的函\n正文。'))?.value).toBe('关于某事的函');
    expect(heading(page('任 前 谈 话 记 录\n正文。'))?.value).toBe('任前谈话记录');
  });
  test('takes the year from below it or from its cell', () => {
    expect(heading(page('个人有关事项报告表\n（2024年度）'))?.value).toBe('2024年度个人有关事项报告表');
    expect(yearOf(page('年度考核登记表\n姓名\n某\n年度\n2025'))).toBe('2025');
    expect(yearOf(page('没有年份的表'))).toBeUndefined();
  });
  test('an empty page has none', () => expect(heading(page(''))).toBeUndefined());
});

test('a file name tells the class only where it is written as the standard says', () => {
  const codes = new Set(['0201']);
  expect(classOfFileName('0201-001-002.jpg', codes)).toBe('0201');
  expect(classOfFileName('9901-001.jpg', codes)).toBeUndefined();
  expect(classOfFileName('20240201-001.jpg', codes)).toBeUndefined();
});
