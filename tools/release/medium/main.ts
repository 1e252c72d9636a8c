/** `npm run dist:usb [-- --key FILE] [--password-file FILE] [--packages FOLDER] [--out FOLDER]`: the installation medium. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { SigningKey } from '#main/bundle/index.ts';
import { Refusal, refusingPlainly } from '../refusal.ts';
import { makeMedium } from './medium.ts';
import { readReleaseKey } from './release-key.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

function read(path: string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8');
  throw new Refusal(`找不到文件 ${path}。`, `There is no file ${path}.`);
}

function releaseKey(path: string | undefined, passwordFile: string | undefined): SigningKey | undefined {
  if (path === undefined || path === '') return undefined;
  return readReleaseKey(read(path), () =>
    passwordFile === undefined ? undefined : read(passwordFile).split(/\r?\n/)[0],
  );
}

await refusingPlainly(async () => {
  const { values } = parseArgs({
    options: {
      key: { type: 'string', default: process.env['LIANDANG_RELEASE_KEY'] ?? '' },
      'password-file': { type: 'string' },
      packages: { type: 'string', default: join(ROOT, 'dist') },
      out: { type: 'string', default: join(ROOT, 'dist') },
    },
  });
  const passwordFile = values['password-file'] ?? process.env['LIANDANG_RELEASE_PASSWORD_FILE'];
  const made = await makeMedium({
    root: ROOT,
    packages: resolve(values.packages),
    out: resolve(values.out),
    key: releaseKey(values.key, passwordFile),
  });
  process.stdout.write(`${made.folder}: ${made.targets.join(', ')}\n`);
  if (made.publicKey === undefined) {
    process.stderr.write(
      '没有发布密钥，介质未签名。签名用 --key 或 LIANDANG_RELEASE_KEY 指明 minisign 的私钥文件（minisign -G 生成，不放在工程里）。\n' +
        'There is no release key, so the medium is not signed. To sign it name a secret key of minisign (minisign -G, kept outside this tree) by --key or LIANDANG_RELEASE_KEY.\n',
    );
  } else process.stdout.write(`公钥 public key: ${made.publicKey}\n`);
});
