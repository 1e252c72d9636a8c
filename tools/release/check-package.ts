/** Reads a package back: fuses, what lies in its archive, and the addons outside it. Nothing is shipped that fails here. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { executableName, MACHINES, type Target } from './target.ts';

const { ENABLE, DISABLE } = FuseState;
const FUSES: readonly (readonly [FuseV1Options, FuseState])[] = [
  [FuseV1Options.RunAsNode, DISABLE],
  [FuseV1Options.EnableCookieEncryption, DISABLE],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, DISABLE],
  [FuseV1Options.EnableNodeCliInspectArguments, DISABLE],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, ENABLE],
  [FuseV1Options.OnlyLoadAppFromAsar, ENABLE],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, DISABLE],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, DISABLE],
];

/** What the archive may hold at its top. */
const TOP = new Set(['package.json', 'out', 'migrations', 'resources', 'node_modules']);
/** What the program starts from. */
const NEEDED = [
  'package.json',
  'out/main/main.js',
  'out/main/worker.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];

/** Shared libraries that a target loads, below node_modules. */
export function addonsOf(target: Target): readonly RegExp[] {
  const { platform, arch } = MACHINES[target];
  const image = `^@img/sharp-${target}/lib/`;
  return [
    new RegExp(`^better-sqlite3-multiple-ciphers/prebuilds/${platform}-${arch}\\.node$`),
    new RegExp(`^sodium-native/prebuilds/${platform}-${arch}/sodium-native\\.node$`),
    new RegExp(`${image}sharp-[^/]+\\.node$`),
    new RegExp(`^onnxruntime-node/bin/napi-v6/${platform}/${arch}/onnxruntime_binding\\.node$`),
    new RegExp(
      `^onnxruntime-node/bin/napi-v6/${platform}/${arch}/${platform === 'win32' ? 'onnxruntime\\.dll' : 'libonnxruntime\\.so\\.1'}$`,
    ),
    platform === 'win32'
      ? new RegExp(`${image}libvips-[^/]+\\.dll$`)
      : new RegExp(`^@img/sharp-libvips-${target}/lib/libvips-cpp\\.so[^/]*$`),
  ];
}

/** Whether a file is code for the machine itself. */
export const isMachineCode = (file: string): boolean =>
  /\.(?:node|dll|dylib|so(?:\.[\d.]+)?|exe)$/.test(file);

/** Files in an archive, with `/`, without folders. */
export function filesInArchive(archive: string): readonly string[] {
  return listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((path) => !('files' in statFile(archive, path)));
}

async function faults(folder: string, target: Target): Promise<readonly string[]> {
  const found: string[] = [];
  const wire = await getCurrentFuseWire(join(folder, executableName(target)));
  for (const [fuse, state] of FUSES)
    if (wire[fuse] !== state) found.push(`fuse ${FuseV1Options[fuse]} is ${String(wire[fuse])}`);
  const archive = join(folder, 'resources', 'app.asar');
  const files = filesInArchive(archive);
  for (const file of files)
    if (!TOP.has(file.split('/')[0] ?? '')) found.push(`${file} does not belong in the archive`);
  for (const file of NEEDED) if (!files.includes(file)) found.push(`${file} is missing`);
  const code = files.filter(isMachineCode);
  const addons = addonsOf(target);
  for (const file of code) {
    if (!addons.some((addon) => addon.test(file.replace(/^node_modules\//, ''))))
      found.push(`${file} is for another machine`);
    else if (!existsSync(join(`${archive}.unpacked`, file))) found.push(`${file} is not unpacked`);
  }
  for (const addon of addons)
    if (!code.some((file) => addon.test(file.replace(/^node_modules\//, ''))))
      found.push(`no file ${addon.source}`);
  return found;
}

/** @throws Error that names every fault */
export async function checkPackage(folder: string, target: Target): Promise<void> {
  const found = await faults(folder, target);
  if (found.length > 0)
    throw new Error(`The package for ${target} is not as it must be:\n${found.join('\n')}`);
}
