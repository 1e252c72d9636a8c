/** 表格: the cells that ruled lines enclose, so that what stands in one cell stays together. */
import { type Box, type Raster, resized } from './raster.ts';

const JUDGED_SIDE = 800;
/** Straight dark runs this long are rules: more than twice as long as a stroke of a heading. */
const RUN_ACROSS = 32;
const RUN_DOWN = 22;
const INK = 0.8;
const SMALLEST = 8;

/** Cells in pixels of the page, none larger than half of it. @param page grey, lying straight */
export async function cellsOf(page: Raster): Promise<Box[]> {
  const scale = Math.min(1, JUDGED_SIDE / Math.max(page.width, page.height));
  const width = Math.max(1, Math.round(page.width * scale));
  const height = Math.max(1, Math.round(page.height * scale));
  const small = await resized(page, width, height);
  const rules = rulesOf(small);
  const boxes = regions(rules, width, height);
  return boxes.map((box) => ({
    x: box.x / scale,
    y: box.y / scale,
    width: box.width / scale,
    height: box.height / scale,
  }));
}

/** 1 on a rule and beside it, so that a rule with a small gap still parts two cells. */
function rulesOf({ data, width, height }: Raster): Uint8Array {
  const sample: number[] = [];
  for (let at = 0; at < data.length; at += 97) sample.push(data[at] ?? 255);
  const limit = (sample.sort((a, b) => a - b)[sample.length >> 1] ?? 255) * INK;
  const rules = new Uint8Array(data.length);
  const runs = (lines: number, length: number, step: number, next: number, least: number) => {
    for (let line = 0; line < lines; line++) {
      let from = 0;
      let gap = 0;
      for (let along = 0; along <= length; along++) {
        const dark = along < length && (data[line * next + along * step] ?? 255) < limit;
        gap = dark ? 0 : gap + 1;
        // A run may miss two pixels: dust, a broken rule.
        if (dark || (gap <= 2 && along < length && along > from)) continue;
        const end = along - gap + 1;
        if (end - from >= least)
          for (let one = Math.max(0, from - 2); one < Math.min(length, end + 2); one++)
            rules[line * next + one * step] = 1;
        from = along + 1;
      }
    }
  };
  runs(height, width, 1, width, RUN_ACROSS);
  runs(width, height, width, 1, RUN_DOWN);
  return rules;
}

/** Enclosed regions; what hangs together with the edge of the page is outside. */
function regions(rules: Uint8Array, width: number, height: number): Box[] {
  const seen = Uint8Array.from(rules);
  const found: Box[] = [];
  const stack: number[] = [];
  const take = (at: number) => {
    seen[at] = 1;
    stack.push(at);
  };
  for (let start = 0; start < seen.length; start++) {
    if (seen[start]) continue;
    let [left, right, top, bottom, size] = [width, 0, height, 0, 0];
    take(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      size += 1;
      if (x > 0 && !seen[at - 1]) take(at - 1);
      if (x < width - 1 && !seen[at + 1]) take(at + 1);
      if (y > 0 && !seen[at - width]) take(at - width);
      if (y < height - 1 && !seen[at + width]) take(at + width);
    }
    const box = { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
    const outside = left === 0 || top === 0 || right === width - 1 || bottom === height - 1;
    const whole = box.width * box.height;
    if (
      !outside &&
      Math.min(box.width, box.height) >= SMALLEST &&
      size > whole * 0.6 &&
      whole < rules.length / 2
    )
      found.push(box);
  }
  return found;
}
