/** 版面: the order in which lines are read, and what stands between two of them. */
import type { Box } from './raster.ts';

/** What follows a line: nothing (it goes on in the next), a blank, a tab (the next column or cell), or a new line. */
export type Join = '' | ' ' | '\t' | '\n';

export interface Placed<T> {
  readonly line: T;
  readonly join: Join;
}
interface Block<T> {
  readonly cell: boolean;
  readonly box: Box;
  readonly lines: readonly Placed<T>[];
}

const middle = (box: Box): number => box.y + box.height / 2;
const right = (box: Box): number => box.x + box.width;

/** A line with its place; the lines of one seal share a `group` and stay together. */
interface Line {
  readonly at: Box;
  readonly group?: object;
}

/**
 * Cells, lines and seals from top to bottom, in a row from left to right. Pages in two columns of running text are read
 * across.
 * @param cells of tables; lines outside them are put in rows by their height on the page
 */
export function arrange<T extends Line>(lines: readonly T[], cells: readonly Box[]): Placed<T>[] {
  const inCell = new Map<Box, T[]>();
  const inGroup = new Map<object, T[]>();
  const blocks: Block<T>[] = [];
  const add = <K>(map: Map<K, T[]>, key: K, line: T) => map.set(key, [...(map.get(key) ?? []), line]);
  for (const line of lines) {
    const cell = cells.find((one) => holds(one, line.at));
    if (line.group) add(inGroup, line.group, line);
    else if (cell) add(inCell, cell, line);
    else blocks.push({ cell: false, box: line.at, lines: [{ line, join: '' }] });
  }
  for (const [cell, held] of inCell) blocks.push({ cell: true, box: cell, lines: withinCell(cell, held) });
  for (const held of inGroup.values()) {
    const [first, ...rest] = held.sort((a, b) => a.at.y - b.at.y);
    if (first)
      blocks.push({
        cell: false,
        box: first.at,
        lines: [first, ...rest].map((line) => ({ line, join: '' })),
      });
  }
  const result: Placed<T>[] = [];
  for (const row of rowsOf(blocks)) {
    row.forEach((block, at) => {
      const last = block.lines.length - 1;
      block.lines.forEach((placed, place) => {
        result.push(place < last ? placed : { line: placed.line, join: after(block, row[at + 1]) });
      });
    });
  }
  return result;
}

function holds(cell: Box, box: Box): boolean {
  const x = box.x + box.width / 2;
  const y = middle(box);
  return x > cell.x && x < right(cell) && y > cell.y && y < cell.y + cell.height;
}

/** Cells of a table row begin at the same height; free lines lie on the same line when their middles nearly agree. */
function rowsOf<T>(blocks: readonly Block<T>[]): Block<T>[][] {
  const rows: Block<T>[][] = [];
  const sorted = [...blocks].sort((a, b) => a.box.y - b.box.y);
  for (const block of sorted) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && sameRow(first.box, block.box)) row.push(block);
    else rows.push([block]);
  }
  for (const row of rows) row.sort((a, b) => a.box.x - b.box.x);
  return rows;
}

function sameRow(a: Box, b: Box): boolean {
  const smaller = Math.min(a.height, b.height);
  if (Math.abs(a.y - b.y) < smaller * 0.3) return true;
  return Math.abs(middle(a) - middle(b)) < smaller * 0.35 && Math.max(a.height, b.height) < smaller * 2;
}

function after<T>(block: Block<T>, next: Block<T> | undefined): Join {
  if (!next) return '\n';
  return block.cell || next.cell ? '\t' : between(block.box, next.box);
}

/** A gap wider than two characters is a column. Boxes are half as high again as their characters. */
function between(left: Box, next: Box): Join {
  const gap = next.x - right(left);
  const size = Math.min(left.height, next.height) / 1.6;
  return gap > size * 0.4 ? '\t' : ' ';
}

/** Lines of a cell: one that reaches the cell's right edge goes on in the next. */
function withinCell<T extends Line>(cell: Box, held: readonly T[]): Placed<T>[] {
  const rows = rowsOf<T>(held.map((line) => ({ cell: false, box: line.at, lines: [{ line, join: '' }] })));
  const result: Placed<T>[] = [];
  rows.forEach((row, at) => {
    row.forEach((block, place) => {
      const next = row[place + 1];
      for (const { line } of block.lines) {
        const full = right(cell) - right(line.at) < line.at.height;
        const join: Join = next ? between(line.at, next.box) : at === rows.length - 1 || full ? '' : '\n';
        result.push({ line, join });
      }
    });
  });
  return result;
}
