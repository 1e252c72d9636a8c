/** 安装介质: the folder to write to a stick or disc. Nothing in it needs writing, nor to be started from where it lies. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Prehash, type SigningKey, signDigest, verifyingKey, writePublicKey } from '#main/bundle/index.ts';
import { checkPackage } from '../check-package.ts';
import { Refusal } from '../refusal.ts';
import { TARGETS, type Target } from '../target.ts';
import { renderManual } from './manual.ts';
import { readMe } from './read-me.ts';
import { SIGNATURE_FILE, SUMS_FILE, sumsOf } from './sums.ts';

export interface MediumOrder {
  readonly root: string;
  /** Where `npm run dist` has put its packages; all that are there are taken. */
  readonly packages: string;
  /** The medium becomes a folder in it. */
  readonly out: string;
  readonly key: SigningKey | undefined;
}
export interface Medium {
  readonly folder: string;
  readonly targets: readonly Target[];
  readonly publicKey: string | undefined;
}

/** Its presence says that the list of sums has no signature; the folder's name says so too. */
export const UNSIGNED_FILE = 'UNSIGNED.txt';
const UNSIGNED = `本介质没有签名，只供试验。
This medium is not signed. For trials only.
`;

/** Lines of the command interpreter of Windows end in CR LF. */
const forWindows = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n');

/** @throws Refusal when there is no package */
export async function makeMedium(order: MediumOrder): Promise<Medium> {
  const targets = TARGETS.filter((target) => existsSync(join(order.packages, target)));
  if (targets.length === 0)
    throw new Refusal(
      `${order.packages} 中没有程序包，请先运行 npm run dist。`,
      `There is no package in ${order.packages}: run npm run dist first.`,
    );
  const manifest: { version: string } = JSON.parse(readFileSync(join(order.root, 'package.json'), 'utf8'));
  const { version } = manifest;
  const name = `liandang-${version}${order.key === undefined ? '-unsigned' : ''}`;
  const folder = join(order.out, name);
  // Made under another name, so that what bears the right one is whole.
  const making = join(order.out, `.${name}`);
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  for (const target of targets) {
    await checkPackage(join(order.packages, target), target);
    cpSync(join(order.packages, target), join(making, target), { recursive: true });
  }
  const publicKey = order.key === undefined ? undefined : writePublicKey(verifyingKey(order.key));
  const manual = readFileSync(join(order.root, 'docs', 'manual.zh-CN.md'), 'utf8');
  writeFileSync(join(making, 'manual.html'), renderManual(manual));
  copyFileSync(join(order.root, 'LICENSE'), join(making, 'LICENSE.txt'));
  copyFileSync(join(import.meta.dirname, 'install.sh'), join(making, 'install.sh'));
  const script = readFileSync(join(import.meta.dirname, 'install.cmd'), 'utf8');
  writeFileSync(join(making, 'install.cmd'), forWindows(script));
  writeFileSync(join(making, 'README.txt'), forWindows(readMe(version, publicKey)));
  if (order.key === undefined) writeFileSync(join(making, UNSIGNED_FILE), forWindows(UNSIGNED));
  const sums = await sumsOf(making);
  writeFileSync(join(making, SUMS_FILE), sums);
  if (order.key !== undefined) {
    const digest = new Prehash().update(Buffer.from(sums)).digest();
    const comment = `LianDang ${version} ${SUMS_FILE} ${new Date().toISOString()}`;
    writeFileSync(join(making, SIGNATURE_FILE), signDigest(order.key, digest, comment, 'a LianDang release'));
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
  return { folder, targets, publicKey };
}
