/** Finds Electron's runtime for a target: a folder or zip that is given, what npm's package has, its cache, its mirror. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Downloader, downloadArtifact } from '@electron/get';
import { machineOf } from './executable.ts';
import { Refusal } from './refusal.ts';
import { MACHINES, type Target } from './target.ts';

/** The npm package `electron`: names the version and the SHA-256 of every zip of that release. */
export interface ElectronPackage {
  readonly folder: string;
  readonly version: string;
  readonly checksums: Readonly<Record<string, string>>;
}

export function electronPackage(root: string): ElectronPackage {
  const folder = join(root, 'node_modules', 'electron');
  const { version }: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const checksums: Record<string, string> = JSON.parse(readFileSync(join(folder, 'checksums.json'), 'utf8'));
  return { folder, version, checksums };
}

const zipName = (version: string, target: Target): string => `electron-v${version}-${target}.zip`;

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** An unpacked runtime of this version for this target. */
function isRuntime(folder: string, version: string, target: Target): boolean {
  const { platform, arch } = MACHINES[target];
  const executable = join(folder, platform === 'win32' ? 'electron.exe' : 'electron');
  if (!existsSync(executable) || !existsSync(join(folder, 'version'))) return false;
  const machine = machineOf(executable);
  const found = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  return machine?.platform === platform && machine.arch === arch && found === version;
}

/** A zip of this version for this target, proven by its sum. @throws Refusal when it is damaged or another's */
async function provenZip(
  path: string,
  name: string,
  checksums: ElectronPackage['checksums'],
): Promise<string> {
  if ((await sha256Of(path)) === checksums[name]) return path;
  throw new Refusal(
    `${path} 的校验值与 Electron 发布的不符，未采用：可能没有下载完整，或不是 ${name}。`,
    `${path} does not have the checksum that Electron publishes and was not used: it is incomplete, or is not ${name}.`,
  );
}

/** What a person names: the zip, a folder that holds it, or the unpacked runtime. */
async function given(path: string, target: Target, electron: ElectronPackage): Promise<string | undefined> {
  const name = zipName(electron.version, target);
  if (!existsSync(path)) return undefined;
  if (statSync(path).isFile())
    return path.endsWith(name) ? provenZip(path, name, electron.checksums) : undefined;
  const zip = join(path, name);
  if (existsSync(zip)) return provenZip(zip, name, electron.checksums);
  return isRuntime(path, electron.version, target) ? path : undefined;
}

const noDownloader: Downloader<unknown> = {
  download: () => Promise.reject(new Error('downloading is switched off')),
};

/** Electron's own way: its cache, else its mirror (ELECTRON_MIRROR) or its release page, checked by its sums. */
async function cachedOrDownloaded(target: Target, electron: ElectronPackage, env: NodeJS.ProcessEnv) {
  return downloadArtifact({
    version: electron.version,
    artifactName: 'electron',
    ...MACHINES[target],
    checksums: { ...electron.checksums },
    ...(env['electron_config_cache'] === undefined ? {} : { cacheRoot: env['electron_config_cache'] }),
    ...(env['LIANDANG_NO_DOWNLOAD'] === '1' ? { downloader: noDownloader } : {}),
  });
}

/**
 * @param named a zip, a folder holding zips, or an unpacked runtime that a person named
 * @returns path of an unpacked folder or of a proven zip
 * @throws Refusal when there is none
 */
export async function findElectronRuntime(
  target: Target,
  electron: ElectronPackage,
  named: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const places = [named, env['ELECTRON_OVERRIDE_DIST_PATH'], join(electron.folder, 'dist')];
  for (const place of places) {
    const found = place === undefined || place === '' ? undefined : await given(place, target, electron);
    if (found !== undefined) return found;
  }
  try {
    return await cachedOrDownloaded(target, electron, env);
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    const name = zipName(electron.version, target);
    throw new Refusal(
      `没有 ${target} 的 Electron ${electron.version}（${why}）。离线机器请在联网机器上从 Electron 的发布页或镜像下载 ${name}，连同其他目标的 zip 放进一个文件夹，再运行 npm run dist -- --electron 该文件夹；也可以放进 Electron 的缓存（electron_config_cache），用 ELECTRON_MIRROR 指向内网镜像，或用 ELECTRON_OVERRIDE_DIST_PATH 指向已解压的目录。`,
      `There is no Electron ${electron.version} for ${target} (${why}). For an offline machine download ${name} from Electron's release page or a mirror on a connected one, put it with the zips of other targets into a folder and run npm run dist -- --electron FOLDER; or put it into Electron's cache (electron_config_cache), name an internal mirror in ELECTRON_MIRROR, or an unpacked folder in ELECTRON_OVERRIDE_DIST_PATH.`,
    );
  }
}
