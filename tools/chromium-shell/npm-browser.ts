/**
 * The browser inside the npm package @sparticuz/chromium (Linux x64): a headless Chromium with the libraries it
 * needs, compressed in the package itself, so that a machine without any browser can still run the tests.
 */
import { createReadStream, createWriteStream, existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-stream';

export interface NpmBrowser {
  readonly executable: string;
  /** Variables it must be started with, beside the caller's own. */
  readonly env: Readonly<Record<string, string>>;
}

function packageFolder(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    return resolve(dirname(entry), '..');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Whether the package is installed; nothing is unpacked. */
export function hasNpmBrowser(): boolean {
  const folder = packageFolder();
  return folder !== undefined && existsSync(join(folder, 'bin', 'chromium.br'));
}

async function unpackTar(source: string, target: string): Promise<void> {
  const entries = extract();
  const reading = pipeline(createReadStream(source), createBrotliDecompress(), entries);
  for await (const entry of entries) {
    const path = resolve(target, entry.header.name);
    if (!path.startsWith(`${target}/`)) throw new Error(`${source}: entry outside the folder`);
    if (entry.header.type === 'directory') {
      mkdirSync(path, { recursive: true });
      entry.resume();
    } else {
      mkdirSync(dirname(path), { recursive: true });
      await pipeline(entry, createWriteStream(path, { mode: entry.header.mode ?? 0o644 }));
    }
  }
  await reading;
}

async function unpack(bin: string, target: string): Promise<void> {
  await Promise.all([
    pipeline(
      createReadStream(join(bin, 'chromium.br')),
      createBrotliDecompress({ chunkSize: 1 << 20 }),
      createWriteStream(join(target, 'chromium'), { mode: 0o700 }),
    ),
    unpackTar(join(bin, 'al2023.tar.br'), join(target, 'al2023')),
    unpackTar(join(bin, 'fonts.tar.br'), join(target, 'fonts')),
    unpackTar(join(bin, 'swiftshader.tar.br'), target),
  ]);
}

/** A program is going to be run from here: nobody else may have put it there. */
function checkOwner(folder: string): void {
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
    throw new Error(`${folder} 不是本用户独有的文件夹，不能从中启动浏览器；请删除它后重试。`);
  }
}

/**
 * Unpacks the browser once per version and user (about 190 MB under the temporary folder) and says how to start
 * it; undefined where the package is not installed. Safe when several processes do it at once.
 */
export async function npmBrowser(): Promise<NpmBrowser | undefined> {
  const folder = packageFolder();
  if (folder === undefined || !hasNpmBrowser()) return undefined;
  const { version }: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const target = join(tmpdir(), `liandang-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (!existsSync(target)) {
    const partial = await mkdtemp(`${target}-partial-`);
    try {
      await unpack(join(folder, 'bin'), partial);
      await rename(partial, target);
    } catch (error) {
      await rm(partial, { recursive: true, force: true });
      // Another process was faster: its copy is whole, because it too was renamed into place.
      if (!existsSync(target)) throw error;
    }
  }
  checkOwner(target);
  const libraries = [join(target, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    executable: join(target, 'chromium'),
    env: {
      LD_LIBRARY_PATH: libraries,
      // The machine's own fonts know Chinese, the package's do not.
      ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(target, 'fonts') }),
    },
  };
}
