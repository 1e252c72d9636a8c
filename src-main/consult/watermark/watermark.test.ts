import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { ROOT } from '#main/testing/archive.ts';
import { backgroundOf, watermarked } from './index.ts';
import { EM, outline } from './outlines.ts';

const RESOURCES = join(ROOT, 'resources');

test('rare characters of names are drawn by the program’s own font, without any of the machine', () => {
  for (const character of '喆峣㛃䶮𬱖𣲗𫖯') {
    const { path, width } = outline(RESOURCES, character);
    expect(width, character).toBe(EM);
    expect(path.length, character).toBeGreaterThan(100);
  }
  expect(outline(RESOURCES, '阿依·示例').width).toBeGreaterThan(4 * EM);
});

test('a character that no font can draw is told by its code, never left out', () => {
  expect(outline(RESOURCES, '王\ue000')).toEqual(outline(RESOURCES, '王〔U+E000〕'));
});

test('without its font there is no watermark and no page', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'liandang-font-'));
  const page = await blank(600, 800);
  await expect(watermarked(empty, page, ['李查阅'])).rejects.toThrow('font');
  rmSync(empty, { recursive: true });
});

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .jpeg()
    .toBuffer();

test.each([
  [2480, 3508],
  [3508, 2480],
  [400, 300],
  [60, 40],
  [1200, 40],
  [6000, 9000],
])('a page of %i×%i is covered and not larger than it may be', async (width, height) => {
  const { bytes } = await watermarked(RESOURCES, await blank(width, height), [
    '李查阅、陈调档',
    '查字〔2026〕第0001号',
  ]);
  const facts = await sharp(bytes).metadata();
  expect(Math.max(facts.width, facts.height)).toBeLessThanOrEqual(3508);
  expect((facts.width / facts.height) * (height / width)).toBeCloseTo(1, 1);
  const { channels } = await sharp(bytes).stats();
  expect(channels[0]?.min).toBeLessThan(245);
});

test('another name or another minute is another picture', async () => {
  const page = await blank(800, 1000);
  const seen = new Set<string>();
  for (const lines of [['李查阅'], ['陈调档'], ['李查阅', '10:31'], ['李查阅', '10:32']])
    seen.add((await watermarked(RESOURCES, page, lines)).bytes.toString('base64'));
  expect(seen.size).toBe(4);
});

test('behind text the page stays see-through', async () => {
  const facts = await sharp(await backgroundOf(RESOURCES, ['李查阅'])).stats();
  expect(facts.isOpaque).toBe(false);
});
