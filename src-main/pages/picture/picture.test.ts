import sharp from 'sharp';
import { expect, test } from 'vitest';
import { ALIKE } from '../doubles.ts';
import { decode, distance, fingerprintOf, greyOf, inkOf, type Raster, sheetFrame, skewOf } from './raster.ts';
import { cook, MEASURED_WIDTH, worked } from './recipe.ts';

const WORDS = '根据工作需要现将有关情况报告如下经研究同意';
/** A page of text lines with a red seal over the last ones, a table, and specks. */
function page(specks: number, words = WORDS): Buffer {
  const lines = Array.from(
    { length: 24 },
    (_, at) =>
      `<text x="180" y="${260 + at * 60}" font-size="34">${[...words.slice(at % 9), ...words].slice(0, 20 + ((at * 7) % 12)).join('')}</text>`,
  );
  const dots = Array.from(
    { length: specks },
    (_, at) => `<rect x="${(at * 397) % 1600}" y="${(at * 733) % 2300}" width="1" height="1"/>`,
  );
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1654" height="2339"><rect width="1654" height="2339" fill="#fdfdfb"/>${lines.join('')}<g fill="none" stroke="#c8102e" stroke-width="8"><circle cx="1150" cy="1850" r="170"/><circle cx="1150" cy="1850" r="6"/></g>${dots.join('')}</svg>`,
  );
}
const png = (svg: Buffer) => sharp(svg).removeAlpha().png().toBuffer();
const measured = async (bytes: Buffer) => greyOf(await decode(bytes), MEASURED_WIDTH);
const isRed = ({ data }: Raster, at: number) =>
  (data[at] ?? 0) - Math.max(data[at + 1] ?? 0, data[at + 2] ?? 0) > 60;
const redPixels = (raster: Raster) => {
  let count = 0;
  for (let at = 0; at < raster.data.length; at += 3) if (isRed(raster, at)) count += 1;
  return count;
};

test.each([-3.2, -1.4, -0.6, 0, 0.8, 1.7, 4.1])(
  'a page turned by %s degrees is set straight',
  async (degrees) => {
    const crooked = await sharp(await png(page(0)))
      .rotate(degrees, { background: '#fff' })
      .jpeg({ quality: 90 })
      .toBuffer();
    const before = skewOf(await measured(crooked));
    expect(Math.abs(before + degrees)).toBeLessThan(0.3);
    const straight = await cook(crooked, [{ op: 'deskew' }], 300);
    expect(Math.abs(skewOf(await measured(straight)))).toBeLessThan(0.3);
    expect((await sharp(straight).metadata()).density).toBe(300);
  },
);

test('specks go, letters stay, and not a pixel of the red seal is touched', async () => {
  const dirty = await png(page(900));
  const clean = await decode(await png(page(0)));
  const before = await decode(dirty);
  const after = await decode(await cook(dirty, [{ op: 'despeckle' }], null));
  const darkLone = ({ data, width, height }: Raster) => {
    let lone = 0;
    const dark = (x: number, y: number) => (data[(y * width + x) * 3] ?? 255) < 128;
    for (let y = 1; y < height - 1; y += 1)
      for (let x = 1; x < width - 1; x += 1)
        if (dark(x, y) && !dark(x - 1, y) && !dark(x + 1, y) && !dark(x, y - 1) && !dark(x, y + 1)) lone += 1;
    return lone;
  };
  expect(darkLone(before)).toBeGreaterThan(700);
  expect(darkLone(after)).toBeLessThan(darkLone(before) / 10);
  const pixels = await worked(dirty, [{ op: 'despeckle' }]);
  let touched = 0;
  for (let at = 0; at < before.data.length; at += 1)
    if (isRed(before, at - (at % 3)) && before.data[at] !== pixels.data[at]) touched += 1;
  expect(touched).toBe(0);
  expect(Math.abs(redPixels(after) - redPixels(before)) / redPixels(before)).toBeLessThan(0.02);
  const ink = async (raster: Raster) => inkOf(await greyOf(raster, MEASURED_WIDTH));
  expect(Math.abs((await ink(after)) - (await ink(clean))) / (await ink(clean))).toBeLessThan(0.05);
});

test('dark borders are cut away and the sheet is kept whole', async () => {
  const framed = await sharp(await png(page(0)))
    .extend({ top: 60, bottom: 40, left: 90, right: 30, background: '#101010' })
    .jpeg()
    .toBuffer();
  const frame = sheetFrame(await measured(framed));
  expect(frame.left * 1774).toBeCloseTo(90, -1);
  expect(frame.top * 2439).toBeCloseTo(60, -1);
  const { width, height } = await sharp(await cook(framed, [{ op: 'trim' }], null)).metadata();
  expect(Math.abs(width - 1654)).toBeLessThan(8);
  expect(Math.abs(height - 2339)).toBeLessThan(8);
  expect(sheetFrame(await measured(await png(page(0))))).toEqual({ left: 0, top: 0, width: 1, height: 1 });
});

test('turning and cropping are exact, one after the other', async () => {
  const source = await png(page(0));
  const { width, height } = await sharp(
    await cook(
      source,
      [
        { op: 'rotate', degrees: 90 },
        { op: 'crop', left: 0, top: 0, width: 0.5, height: 1 },
      ],
      null,
    ),
  ).metadata();
  expect([width, height]).toEqual([Math.round(2339 / 2), 1654]);
});

test('a second scan of a page looks alike, another page does not', async () => {
  const first = await fingerprintOf(await decode(await png(page(0))));
  const again = await fingerprintOf(
    await decode(
      await sharp(await png(page(60)))
        .rotate(0.4, { background: '#fff' })
        .modulate({ brightness: 0.95 })
        .jpeg({ quality: 60 })
        .toBuffer(),
    ),
  );
  const other = await fingerprintOf(
    await decode(await png(page(0, '中国共产党某县委员会关于同志任职的通知各乡镇党委县直各部门'))),
  );
  expect(distance(first, again)).toBeLessThanOrEqual(ALIKE);
  expect(distance(first, other)).toBeGreaterThan(ALIKE);
});
