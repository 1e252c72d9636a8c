import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { inspect, lookThrough, renderPage, sniff } from './index.ts';

const PAGE = 'sample/扫描件/李样卷429999198006162988/原始图像数据/0101-001-001.jpg';

/** The smallest PDF with one empty page of the given size in points. */
function pdf(width: number, height: number): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] >>`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  return Buffer.from(`${text}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
}

test('样例扫描页：类型、尺寸、分辨率，非空白', async () => {
  const bytes = readFileSync(PAGE);
  expect(sniff(bytes).kind).toBe('jpeg');
  const [page] = await inspect(bytes, 'jpeg');
  expect(page?.width).toBeGreaterThan(500);
  expect(await lookThrough(bytes, 'jpeg', 0)).toEqual({ damaged: false, blank: false });
});

test('半个文件说不完整；中间损坏的由全页解码发现', async () => {
  const bytes = readFileSync(PAGE);
  await expect(inspect(bytes.subarray(0, bytes.length >> 1), 'jpeg')).rejects.toThrow('没有结尾');
  const spoilt = Buffer.from(bytes);
  // JPEG has no checksum: only what breaks the coding can be told, as this foreign piece in the middle does.
  spoilt.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 4000);
  expect((await lookThrough(spoilt, 'jpeg', 0)).damaged).toBe(true);
});

/** Whether a decoder that makes every pixel of the picture meets a fault. */
async function faultWhenWhole(bytes: Buffer): Promise<boolean> {
  const pixels = sharp(bytes, { failOn: 'warning', sequentialRead: true }).raw().toBuffer();
  return pixels.then(
    () => false,
    () => true,
  );
}

test('逐页检查与解出全部像素一样严，无论坏在哪里', async () => {
  const page = readFileSync(PAGE);
  const other = readFileSync(PAGE.replace('0101-001-001', '0601-001-001'));
  const spoil: readonly ((at: number) => Buffer)[] = [
    (at) => Buffer.from(page).fill(0, at, at + 512),
    (at) => Buffer.concat([page.subarray(0, at), page.subarray(at + 4096)]),
    (at) => Buffer.concat([page.subarray(0, at), other.subarray(at, at + 4096), page.subarray(at + 4096)]),
    (at) => Buffer.concat([page.subarray(0, at), Buffer.from('ffd9', 'hex')]),
    (at) => Buffer.from(page).fill((at * 31) % 251, at, at + 1),
  ];
  const seen = { damaged: 0, whole: 0 };
  const start = 2_000;
  const places = Array.from({ length: 8 }, (_, index) => start + index * ((page.length - 8_000) >> 3));
  for (const at of places) {
    for (const [index, how] of spoil.entries()) {
      const bytes = how(at);
      const fault = await faultWhenWhole(bytes);
      expect((await lookThrough(bytes, 'jpeg', 0)).damaged, `damage ${index} at ${at}`).toBe(fault);
      seen[fault ? 'damaged' : 'whole'] += 1;
    }
  }
  // Both kinds occur, else the comparison says nothing.
  expect(seen.damaged).toBeGreaterThan(10);
  expect(seen.whole).toBeGreaterThan(5);
}, 60_000);

test('空白页只标出', async () => {
  const blank = await sharp({ create: { width: 800, height: 1100, channels: 3, background: '#fdfdfb' } })
    .jpeg()
    .toBuffer();
  expect(await lookThrough(blank, 'jpeg', 0)).toEqual({ damaged: false, blank: true });
});

test('多页 TIFF 逐页可看', async () => {
  const frame = (grey: number) =>
    sharp({ create: { width: 60, height: 80, channels: 3, background: { r: grey, g: 9, b: 9 } } })
      .png()
      .toBuffer();
  const tiff = await sharp([await frame(10), await frame(200), await frame(90)], { join: { animated: true } })
    .tiff()
    .toBuffer();
  expect(sniff(tiff).kind).toBe('tiff');
  const pages = await inspect(tiff, 'tiff');
  expect(pages.length).toBe(3);
  const shown = await renderPage(tiff, 'tiff', 1);
  const { dominant } = await sharp(shown.bytes).stats();
  expect(dominant.r).toBeGreaterThan(150);
});

test('PDF 页数与渲染', async () => {
  const bytes = pdf(595, 842);
  expect(sniff(bytes).kind).toBe('pdf');
  expect(await inspect(bytes, 'pdf')).toEqual([{ width: 1653, height: 2339, dpi: 200 }]);
  const shown = await renderPage(bytes, 'pdf', 0);
  expect((await sharp(shown.bytes).metadata()).width).toBeGreaterThan(1600);
  await expect(inspect(Buffer.from('%PDF-1.4 no'), 'pdf')).rejects.toThrow('PDF');
});

test('声称的尺寸过大，不解码就拒绝', async () => {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const bomb = Buffer.from(png);
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  await expect(inspect(bomb, 'png')).rejects.toThrow(/损坏|超过上限/);
});

test('别的文件叫出名字', () => {
  expect(sniff(Buffer.from('504b0304', 'hex')).name).toContain('压缩包');
  expect(sniff(Buffer.from('MZ...')).name).toContain('程序');
  expect(sniff(Buffer.from('姓名,单位')).kind).toBeUndefined();
});
