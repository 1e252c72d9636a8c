import { documentNumber } from './document-number.ts';
import { type Found, type PageText, sourceAt, type TextLine } from './lines.ts';

/** Where a heading may stand among the lines of the first page. */
const HEAD_LINES = 10;
const LONGEST = 60;
/** What a heading of a paper ends with; a line that does not may go on in the next one. */
const NOUN =
  /(报告|报告表|登记表|汇总表|情况表|审批表|认定表|表|书|决定|通知|通报|记录|函|回复|复函|批复|意见|结论|说明|材料|检查|鉴定|小结|总结|纪要|清单|名单|证明|协议|答复|公示|承诺|检讨|申诉)([（(].*[）)])?$/;
const ORGAN = /(文件|委员会|党组|党委|纪委|局|组|部|厅|院|会|办公室|办|处|科|中心|学校|公司|政府)$/;
/** 密级, 份号, 紧急程度, page numbers: they stand above a heading and are none. */
const MARK = /^(绝密|机密|秘密|内部|特急|加急|急件|№|No\.?|编号)|^第?\s*\d+\s*页?$|^[—\-–]\s*\d+\s*[—\-–]$/;
const YEAR_LINE = /^[（(〔[]?\s*((?:19|20)\d{2})\s*年(?:度)?\s*[）)〕\]]?$/;
/** Letters at least this much larger than the common ones make a heading. */
const LARGER = 1.25;

/**
 * The heading of the first page: its largest letters where the text has positions, else the first line below the issuing
 * body, its number and marks. A year in brackets below it goes in front.
 */
export function heading(first: PageText | undefined): Found | undefined {
  if (!first) return undefined;
  const top = first.lines.slice(0, HEAD_LINES);
  const start = largest(top) ?? firstBelowHead(first, top);
  const line = top[start];
  if (start < 0 || !line) return undefined;
  const next = top[start + 1];
  const goesOn =
    next !== undefined &&
    !NOUN.test(line.text) &&
    NOUN.test(next.text) &&
    line.text.length + next.text.length <= LONGEST &&
    sameSize(line, next);
  const whole = goesOn ? line.text + next.text : line.text;
  const year = yearOf(first, goesOn ? start + 2 : start + 1);
  return { value: withYear(tidy(whole), year), source: sourceAt(first, line) };
}

/** Index of the line with the largest letters, when they stand out and are no issuing body's red head. */
function largest(lines: readonly TextLine[]): number | undefined {
  const heights = lines.map((line) => line.box?.height ?? 0);
  const common = heights.toSorted((a, b) => a - b)[Math.floor(heights.length / 2)] ?? 0;
  if (common === 0) return undefined;
  const order = lines
    .map((line, index) => ({ line, index, height: heights[index] ?? 0 }))
    .filter(({ line, height }) => height >= common * LARGER && isHeading(line.text))
    .toSorted((a, b) => b.height - a.height);
  return order[0]?.index;
}

function sameSize(a: TextLine, b: TextLine): boolean {
  if (a.box === null || b.box === null) return true;
  return Math.abs(a.box.height - b.box.height) <= a.box.height * 0.25;
}

function isHeading(text: string): boolean {
  return text.length >= 2 && text.length <= LONGEST && !MARK.test(text) && !text.endsWith('文件');
}

function firstBelowHead(page: PageText, lines: readonly TextLine[]): number {
  const number = documentNumber(page)?.source.quote;
  const numbered = number === undefined ? -1 : lines.findIndex((line) => line.text === number);
  return lines.findIndex(
    ({ text }, index) =>
      index > numbered &&
      isHeading(text) &&
      text.length >= 4 &&
      // A body's name alone is the letterhead; with a noun at its end it is a heading.
      !(ORGAN.test(text) && !NOUN.test(text) && index < 3) &&
      !/[：:。；]$/.test(text),
  );
}

/** 年度 that the form states: in brackets below the heading, or in the cell beside 年度. */
export function yearOf(page: PageText | undefined, from = 0): string | undefined {
  const lines = page?.lines.slice(0, 16) ?? [];
  for (const [index, { text }] of lines.entries()) {
    const heading = /((?:19|20)\d{2})\s*年度/.exec(text);
    if (heading) return heading[1];
    if (index >= from && YEAR_LINE.test(text)) return YEAR_LINE.exec(text)?.[1];
    const cell = /^年\s*度\s*[:：]?\s*((?:19|20)\d{2})?\s*年?$/.exec(text);
    if (!cell) continue;
    if (cell[1] !== undefined) return cell[1];
    const beside = /^((?:19|20)\d{2})\s*年?$/.exec(lines[index + 1]?.text ?? '');
    if (beside) return beside[1];
  }
  return undefined;
}

function withYear(title: string, year: string | undefined): string {
  if (year === undefined || /(?:19|20)\d{2}/.test(title)) return title;
  return title.includes('年度') ? title.replace('年度', `${year}年度`) : `${year}年度${title}`;
}

/** Blanks between letters spread over the line, and the book-title marks around a form's name. */
function tidy(title: string): string {
  return title.replaceAll(/(?<=\p{Script=Han})[\s　]+(?=\p{Script=Han})/gu, '').replace(/^《(.+)》$/, '$1');
}
