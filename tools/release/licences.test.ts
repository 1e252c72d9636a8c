import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { licenceOf, mayShip } from './licences.ts';
import { type Component, components, writeNotices } from './notices.ts';
import { Refusal } from './refusal.ts';

const ROOT = join(import.meta.dirname, '..', '..');

describe('what may be shipped', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['(MIT AND Zlib)', true],
    ['(MIT AND GPL-2.0-only)', false],
    ['GPL-3.0-only', false],
    ['AGPL-3.0-or-later', false],
    ['LGPL-3.0-or-later', false],
    ['SSPL-1.0', false],
    ['MIT*', false],
    ['UNKNOWN', false],
    ['Custom: LICENSE', false],
    ['', false],
  ])('a package under "%s": %s', (licence, may) => {
    expect(mayShip('somebody', licence)).toBe(may);
  });

  it('the shared libraries of the images, under the LGPL; but not under the GPL', () => {
    expect(mayShip('@img/sharp-libvips-linux-x64', 'LGPL-3.0-or-later')).toBe(true);
    expect(mayShip('@img/sharp-win32-x64', 'Apache-2.0 AND LGPL-3.0-or-later')).toBe(true);
    expect(mayShip('@img/sharp-libvips-linux-x64', 'GPL-3.0-or-later')).toBe(false);
  });

  it('a licence read by a person holds for that version only', () => {
    expect(licenceOf('png-js', '2.0.0', 'MIT*')).toBe('MIT');
    expect(licenceOf('png-js', '2.0.1', 'MIT*')).toBe('MIT*');
  });
});

describe('notices', () => {
  const made = (more: Partial<Component> = {}): Component => ({
    name: 'thing',
    version: '1.2.3',
    licence: 'ISC',
    text: 'Copyright Somebody',
    ...more,
  });

  it('give each text once, with all that stand under it, and the standard text where there is none', () => {
    const text = writeNotices('X', [made(), made({ name: 'other' }), made({ name: 'bare', text: '' })]);
    expect(text.split('Copyright Somebody')).toHaveLength(2);
    expect(text).toContain('thing 1.2.3\nother 1.2.3\n\nCopyright Somebody');
    expect(text).toMatch(/bare 1\.2\.3\n\n\(The package carries no licence file[^]*Permission to use, copy/);
    expect(text).not.toContain('GNU LESSER GENERAL PUBLIC LICENSE');
  });

  it('are refused, by name, when something may not be shipped', () => {
    expect(() => writeNotices('X', [made({ name: 'copyleft', licence: 'AGPL-3.0-only' })])).toThrow(Refusal);
    expect(() => writeNotices('X', [made({ name: 'copyleft', licence: 'AGPL-3.0-only' })])).toThrow(
      /copyleft@1\.2\.3: AGPL-3\.0-only/,
    );
  });

  it('of this project: every package and every part of the screens may be shipped and is named', async () => {
    const list = await components(ROOT);
    const refused = list.filter((one) => !mayShip(one.name, one.licence));
    expect(refused).toEqual([]);
    const names = list.map(({ name }) => name);
    // Loaded, another machine's, in the screens' bundle, and the font of the documents.
    for (const name of ['sharp', '@img/sharp-win32-x64', 'antd', 'react', 'Noto Sans SC (resources/fonts)'])
      expect(names).toContain(name);
    for (const name of ['vite', 'electron', 'liandang', 'bare-fs']) expect(names).not.toContain(name);
    const text = writeNotices('X', list);
    for (const part of [
      'GNU LESSER GENERAL PUBLIC LICENSE',
      'GNU GENERAL PUBLIC LICENSE',
      'lovell/sharp-libvips',
    ])
      expect(text).toContain(part);
  });
});
