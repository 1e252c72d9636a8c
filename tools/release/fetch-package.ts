/** Brings an npm package of another machine, which `npm ci` leaves out here, and proves that it is the one in the lock. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import type { ShippedPackage } from './packages.ts';
import { Refusal } from './refusal.ts';

/** As `npm pack` names it: `@img/sharp` 1.0.0 is img-sharp-1.0.0.tgz. */
export function tarballName({ name, version }: Pick<ShippedPackage, 'name' | 'version'>): string {
  return `${name.replace(/^@/, '').replaceAll('/', '-')}-${version}.tgz`;
}

/** npm as this process was started by it, else the one in the path. */
function runNpm(args: readonly string[], cwd: string): void {
  const script = process.env['npm_execpath'];
  if (script !== undefined && existsSync(script))
    execFileSync(process.execPath, [script, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  else
    execFileSync('npm', args, {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: process.platform === 'win32',
    });
}

function download(wanted: ShippedPackage): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'liandang-npm-'));
  try {
    const spec = `${wanted.name}@${wanted.version}`;
    runNpm(['pack', spec, '--prefer-offline', '--ignore-scripts', '--silent', '--fetch-retries=1'], folder);
    return readFileSync(join(folder, tarballName(wanted)));
  } catch (cause) {
    throw new Refusal(
      `缺 npm 包 ${wanted.name}@${wanted.version}，也未能下载。离线机器请在联网机器上运行 npm pack ${wanted.name}@${wanted.version}，把得到的 ${tarballName(wanted)} 放进一个文件夹，用环境变量 LIANDANG_NPM_PACKAGES 指明。`,
      `The npm package ${wanted.name}@${wanted.version} is missing and could not be downloaded. For an offline machine run npm pack ${wanted.name}@${wanted.version} on a connected one, put ${tarballName(wanted)} into a folder and name it in LIANDANG_NPM_PACKAGES. (${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)})`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether bytes match a subresource integrity with one SHA-512. */
export function matchesIntegrity(bytes: Uint8Array, integrity: string): boolean {
  return integrity === `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}

/** Unpacks a package into a folder. @throws Refusal when it cannot be had or is not the one in the lock */
export async function fetchPackage(
  wanted: ShippedPackage,
  folder: string,
  given = process.env['LIANDANG_NPM_PACKAGES'],
): Promise<void> {
  const kept = given === undefined ? undefined : join(given, tarballName(wanted));
  const tarball = kept !== undefined && existsSync(kept) ? readFileSync(kept) : download(wanted);
  if (!matchesIntegrity(tarball, wanted.integrity)) {
    throw new Refusal(
      `${tarballName(wanted)} 的内容与 package-lock.json 所记的不符，未采用。请删去它，重新取得。`,
      `${tarballName(wanted)} is not what package-lock.json records and was not used. Delete it and get it anew.`,
    );
  }
  const reader = extract();
  Readable.from(gunzipSync(tarball)).pipe(reader);
  for await (const entry of reader) {
    const parts: Buffer[] = [];
    for await (const part of entry as AsyncIterable<Buffer>) parts.push(part);
    if (entry.header.type !== 'file') continue;
    // npm packs everything below one folder, whose name it does not fix.
    const path = join(folder, ...entry.header.name.split('/').slice(1));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.concat(parts));
  }
}
