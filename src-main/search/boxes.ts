/** Where hits stand on the page's picture: parts of the lines that the machine placed, by the share of their characters. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { type PlacedLine, placedLines } from '#main/ocr/index.ts';
import { holdingText } from '#main/page-text/index.ts';
import type { Caller } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { understandQuery } from './find.ts';
import { fold, foldWithPlaces } from './fold.ts';
import { occurrences } from './hits.ts';
import { PAGE_WORDS, words } from './matching/condition.ts';
import { hitPages } from './queries.ts';

type Box = Output<'search.boxes'>['boxes'][number];

export function boxes(db: ReadDb, input: Parsed<'search.boxes'>, caller: Caller): Output<'search.boxes'> {
  const [page] = hitPages(db, [input.pageId], caller.clearanceRank);
  if (!page) throw new Refusal('not-found', '没有这一页，列表可能已变化，请刷新。');
  const { condition } = understandQuery(db, input.query);
  const wanted = condition ? words(condition, PAGE_WORDS) : [];
  const hits = occurrences(fold(page.text), wanted);
  if (hits === 0) return { boxes: [], hits, unplaced: 0, reason: '' };
  const lines = placedLines(db, input.pageId);
  const found = lines ? boxesIn(lines, wanted) : [];
  const placed = new Set(found.map((one) => one.hit)).size;
  const unplaced = Math.max(0, hits - placed);
  const source = holdingText(db, input.pageId)?.source;
  return {
    boxes: found,
    hits,
    unplaced,
    reason: unplaced === 0 ? '' : reasonOf(source, lines !== undefined),
  };
}

function reasonOf(source: string | undefined, read: boolean): string {
  if (source === 'typed')
    return read
      ? '这一页检索的是随扫描件导入的文字底稿，图上的框取自机器识别，两者文字不一的地方没有框。'
      : '这一页检索的是随扫描件导入的文字底稿，没有记录文字在图上的位置，不能在图上标出。';
  if (!read) return '这一页的文字没有记录在图上的位置，不能在图上标出。';
  return '有的命中在印章上的字或跨行改动过的字里，没有位置，不能在图上标出。';
}

/** One box for each line that a hit touches. */
function boxesIn(lines: readonly PlacedLine[], wanted: readonly string[]): Box[] {
  let text = '';
  /** For each unit of `text`: its line, and the character of it, from 0. */
  const owners: { readonly line: number; readonly at: number }[] = [];
  const lengths: number[] = [];
  for (const [line, one] of lines.entries()) {
    const characters = [...one.text.toWellFormed()];
    lengths.push(characters.length);
    const { folded, places } = foldWithPlaces(one.text);
    const starts = new Map<number, number>();
    let unit = 0;
    for (const [at, character] of characters.entries()) {
      starts.set(unit, at);
      unit += character.length;
    }
    for (let index = 0; index < folded.length; index++)
      owners.push({ line, at: starts.get(places[index] ?? 0) ?? 0 });
    text += folded;
  }
  const found: Box[] = [];
  let hit = 0;
  for (const word of wanted) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const touched = Map.groupBy(owners.slice(at, at + word.length), ({ line }) => line);
      for (const [line, units] of touched) {
        const first = units[0]?.at ?? 0;
        const last = units.at(-1)?.at ?? first;
        found.push({ ...partOf(lines[line]?.box, first, last + 1, lengths[line] ?? 1), hit });
      }
      hit += 1;
    }
  }
  return found;
}

/** The part of a line's box that its characters [from, to) take up; a line that is higher than wide runs downwards. */
function partOf(
  box: PlacedLine['box'] | undefined,
  from: number,
  to: number,
  length: number,
): Omit<Box, 'hit'> {
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
  const start = from / length;
  const share = (to - from) / length;
  // Shares of a page that is itself higher than wide: twice as high as wide is vertical text on any sheet.
  if (height > width * 2 && length > 1) return { x, y: y + height * start, width, height: height * share };
  return { x: x + width * start, y, width: width * share, height };
}
