import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderManual } from './manual.ts';

describe('the manual on the medium', () => {
  it('of this project is one page that loads nothing, and every reference in it leads somewhere', () => {
    const markdown = readFileSync(join(import.meta.dirname, '../../../docs/manual.zh-CN.md'), 'utf8');
    const page = renderManual(markdown);
    expect(page).toContain(`default-src 'none'`);
    expect(page).not.toMatch(/<script|<link|url\(|https?:/);
    expect(page).toMatch(/<h2 id="1-安装与启动">/);
    expect(page).toContain('<table>');
  });

  it('finds its places by the names that the table of contents uses', () => {
    const page = renderManual('# 手册 <一>\n\n[乙](#2-乙甲)\n\n## 1 甲\n\n## 2 乙、甲\n');
    expect(page).toContain('<h2 id="2-乙甲">');
    expect(page).toContain('<title>手册 &lt;一></title>');
  });

  it.each([
    ['a picture beside it', '![图](picture.png)'],
    ['an address', '[网](https://example.invalid/)'],
    ['a place that it does not have', '## 甲\n\n[乙](#乙)'],
  ])('is not made when it needs %s', (_what, markdown) => {
    expect(() => renderManual(markdown)).toThrow(/manual/);
  });
});
