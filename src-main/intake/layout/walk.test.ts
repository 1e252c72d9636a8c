import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { placeFile, walkTree } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'liandang-walk-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('whichever folder is chosen, a scan belongs to the same cadre and bears the same path', () => {
  const person = join(root, '扫描件', '王示范42999919740609377X');
  const images = join(person, '原始图像数据');
  mkdirSync(images, { recursive: true });
  writeFileSync(join(images, '0101-001-001.jpg'), 'x');
  for (const chosen of [join(root, '扫描件'), person, images, `${images}/`]) {
    const [file] = walkTree(chosen).files;
    expect(file?.relativePath, chosen).toBe('王示范42999919740609377X/原始图像数据/0101-001-001.jpg');
    expect(placeFile(file?.relativePath ?? '')).toMatchObject({
      personName: '王示范',
      idNumber: '42999919740609377X',
      classCode: '0101',
    });
  }
});
