import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE } from '#main/testing/archive.ts';
import { loadModels, type Models, type ReadPage, readPage } from './index.ts';

const CADRE = '王示范42999919740609377X';
const scan = (page: string) => readFileSync(join(SAMPLE, '扫描件', CADRE, '原始图像数据', `${page}.jpg`));
const textOf = ({ lines }: ReadPage) => lines.map((line) => line.text + line.join).join('');

let models: Models;
beforeAll(async () => {
  models = await loadModels();
});

describe('pages that lie as they should not', () => {
  test.each([90, 180, 270])(
    'turned by %i° clockwise: read upright, boxes on the picture as it lies',
    async (degrees) => {
      const page = await readPage(
        models,
        await sharp(scan('0603-001-001')).rotate(degrees).jpeg().toBuffer(),
      );
      expect(page.turns * 90).toBe((360 - degrees) % 360);
      const text = textOf(page);
      expect(text).toContain('民主测评结果汇总表');
      expect(text).toContain('测评对象\t王示范');
      const title = page.lines.find((line) => line.text === '民主测评结果汇总表');
      const { x = 0, y = 0 } = title?.box ?? {};
      // The heading stands at the top of the sheet, which is now its right, lower or left edge.
      if (degrees === 90) expect(x).toBeGreaterThan(page.width * 0.7);
      else if (degrees === 180) expect(y).toBeGreaterThan(page.height * 0.7);
      else expect(x).toBeLessThan(page.width * 0.3);
    },
  );

  test('columns of upright characters are read from the right', async () => {
    // The heading of a scan, cut into its characters and set in two columns.
    const heading = { left: 587, top: 206, width: 498, height: 56 };
    const letters = 9;
    const pitch = 57;
    const pieces = await Promise.all(
      Array.from({ length: letters }, async (_, at) => ({
        input: await sharp(scan('0603-001-001'))
          .extract({
            left: Math.round(heading.left + (at * heading.width) / letters),
            top: heading.top,
            width: Math.round(heading.width / letters),
            height: heading.height,
          })
          .toBuffer(),
        left: at < 5 ? 700 : 500,
        top: 200 + (at < 5 ? at : at - 5) * pitch,
      })),
    );
    const picture = await sharp({
      create: { width: 1_000, height: 1_400, channels: 3, background: '#f4f1ee' },
    })
      .composite(pieces)
      .png()
      .toBuffer();
    const page = await readPage(models, picture);
    expect(page.lines.map((line) => line.text)).toEqual(['民主测评结', '果汇总表']);
  });

  test('an empty sheet has no lines; what is no picture is refused', async () => {
    const blank = sharp({ create: { width: 800, height: 1_000, channels: 3, background: '#fafafa' } });
    expect((await readPage(models, await blank.jpeg().toBuffer())).lines).toEqual([]);
    await expect(readPage(models, Buffer.from('no picture'))).rejects.toThrow();
  });
});

test('print under a seal is read, and the seal for itself', async () => {
  const page = await readPage(models, scan('1004-001-001'));
  const seal = page.lines.filter((line) => line.kind === 'seal').map((line) => line.text);
  expect(seal.join('')).toBe('示例市样板局纪检监察组');
  expect(page.lines.find((line) => line.kind === 'print' && line.text === '2025年9月17日')).toBeDefined();
  // The red heading is no seal.
  expect(page.lines.find((line) => line.kind === 'print')?.text).toBe('示例市样板局纪检监察组');
  expect(textOf(page)).toContain('样纪函〔2025〕32号');
});

test('the name that runs round a seal is read from its first character', async () => {
  // The red heading of a scan, its characters set round inside a red rim, as on a unit's seal.
  const heading = { left: 682, top: 288, width: 1_128, height: 104 };
  const letters = 11;
  const [middle, radius] = [600, 210];
  const pieces = await Promise.all(
    Array.from({ length: letters }, async (_, at) => {
      const degrees = -125 + (250 * at) / (letters - 1);
      const letter = await sharp(scan('1004-001-001'))
        .extract({
          ...heading,
          left: Math.round(heading.left + (at * heading.width) / letters),
          width: Math.round(heading.width / letters),
        })
        .resize({ height: 78 })
        .rotate(degrees, { background: '#f4f1ee' })
        .png()
        .toBuffer({ resolveWithObject: true });
      const angle = (degrees * Math.PI) / 180;
      return {
        input: letter.data,
        left: Math.round(middle + radius * Math.sin(angle) - letter.info.width / 2),
        top: Math.round(middle - radius * Math.cos(angle) - letter.info.height / 2),
        blend: 'darken' as const,
      };
    }),
  );
  const rim = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1900" height="2700"><circle cx="${middle}" cy="${middle}" r="270" fill="none" stroke="#d0353a" stroke-width="11"/></svg>`,
  );
  const picture = await sharp({ create: { width: 1_900, height: 2_700, channels: 3, background: '#f4f1ee' } })
    .composite([...pieces, { input: rim, blend: 'multiply' }])
    .png()
    .toBuffer();
  const page = await readPage(models, picture);
  expect(page.lines.map(({ text, kind }) => [text, kind])).toEqual([['示例市样板局纪检监察组', 'seal']]);
});
