/** A real scanner for the journeys, SANE's own test devices, worked by keys alone. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import encodeQR from 'qr';
import { expect } from './fixtures.ts';

export const SANE = spawnSync('scanimage', ['--version']).status === 0;

/** A 分件页 as grey pixels. */
export function drawSheet(payload: string): { width: number; height: number; pixels: Buffer } {
  const modules = encodeQR(payload, 'raw', { ecc: 'high', border: 2 });
  const [width, height, scale, left, top] = [700, 900, 12, 150, 150];
  const pixels = Buffer.alloc(width * height, 255);
  for (const [y, row] of modules.entries())
    for (const [x, dark] of row.entries())
      if (dark)
        for (let dy = 0; dy < scale; dy += 1)
          pixels.fill(
            0,
            (top + y * scale + dy) * width + left + x * scale,
            (top + y * scale + dy) * width + left + (x + 1) * scale,
          );
  return { width, height, pixels };
}

/** The `pnm` backend of SANE takes a picture file for what lies on the glass. */
export function layOnGlass(folder: string, payload: string): string {
  const { width, height, pixels } = drawSheet(payload);
  const path = join(folder, 'sheet.pnm');
  writeFileSync(path, Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]));
  return path;
}

/** Goes to a field by its label without the mouse and types into it. */
async function type(win: Page, label: string, words: string): Promise<void> {
  await win.getByLabel(label, { exact: true }).focus();
  await win.keyboard.press('Control+A');
  await win.keyboard.type(words);
}

export async function saveProfile(
  win: Page,
  name: string,
  device: string,
  source: string,
  extra: string,
): Promise<void> {
  await openTab(win, '扫描方案');
  await win.getByRole('button', { name: '新方案' }).focus();
  await win.keyboard.press('Enter');
  await type(win, '名称', name);
  await type(win, '扫描仪', device);
  await type(win, '进纸方式', source);
  await win.getByLabel('不声明').or(win.getByLabel('遵循标准')).first().focus();
  await win.keyboard.press('ArrowDown');
  await win.keyboard.press('ArrowDown');
  await win.keyboard.press('ArrowDown');
  await win.keyboard.press('Enter');
  await type(win, '分辨率', '100');
  await win.keyboard.press('Tab');
  await win.getByLabel('设备选项').focus();
  await win.keyboard.type(extra);
  await win.keyboard.press('Enter');
  await win.keyboard.press('Control+S');
  await expect(win.getByText('方案已保存。').last()).toBeVisible();
}

export async function openTab(win: Page, name: string): Promise<void> {
  await win.getByRole('tab', { name }).focus();
  await win.keyboard.press('Enter');
}

export async function openScanning(win: Page): Promise<void> {
  await win.getByRole('menuitem', { name: '扫描' }).focus();
  await win.keyboard.press('Enter');
  await win.getByRole('region', { name: '扫描' }).waitFor();
}

/** What is on a sheet: the program prints it itself, and says so on screen. */
export async function sheetFor(win: Page, classCode: string): Promise<string> {
  await openTab(win, '打印分件页');
  const cadre = win.getByLabel('哪位干部');
  await cadre.focus();
  await win.keyboard.type('李样卷');
  await win
    .getByRole('option', { name: /李样卷/ })
    .first()
    .waitFor({ state: 'attached' });
  await win.keyboard.press('Enter');
  await win.getByLabel(/^新的一件，类号/).focus();
  await win.keyboard.type(classCode);
  await win.keyboard.press('Enter');
  const face = win.getByRole('img', { name: new RegExp(`^LDS1 [0-9A-F]{8} V\\d+ C${classCode}$`) }).first();
  await expect(face).toBeVisible();
  return (await face.getAttribute('aria-label')) ?? '';
}
