/** Lays out the application for a target in a folder: the built program, its data, and the packages it loads. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fetchPackage } from './fetch-package.ts';
import { isShippedFile, readLock, type ShippedPackage, shippedPackages } from './packages.ts';
import { Refusal } from './refusal.ts';
import { MACHINES, type Machine, type Target } from './target.ts';

interface Manifest {
  readonly [field: string]: unknown;
}

/** Of package.json, what the running program and the packager read. */
const MANIFEST_FIELDS = [
  'name',
  'productName',
  'version',
  'description',
  'license',
  'author',
  'type',
  'main',
  'dependencies',
] as const;

function copyTree(from: string, to: string, wanted: (file: string) => boolean): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = relative(from, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (!wanted(file)) continue;
    const target = join(to, file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(from, file), target);
  }
}

async function copyPackage(one: ShippedPackage, from: string, to: string, machine: Machine): Promise<void> {
  // A package inside another's folder is a package of its own.
  const wanted = (file: string): boolean =>
    !file.startsWith('node_modules/') && isShippedFile(one.name, file, machine);
  if (existsSync(from)) {
    const { version }: { version?: string } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
    if (version !== one.version) {
      throw new Refusal(
        `${one.path} 的版本是 ${version ?? '未知'}，package-lock.json 所记为 ${one.version}，请先运行 npm ci。`,
        `${one.path} is ${version ?? 'of no version'}, package-lock.json records ${one.version}: run npm ci first.`,
      );
    }
    return copyTree(from, to, wanted);
  }
  const fetched = mkdtempSync(join(tmpdir(), 'liandang-package-'));
  try {
    await fetchPackage(one, fetched);
    copyTree(fetched, to, wanted);
  } finally {
    rmSync(fetched, { recursive: true, force: true });
  }
}

/** @param root the project's folder, built @param folder is made anew @throws Refusal */
export async function stage(target: Target, root: string, folder: string): Promise<void> {
  if (!existsSync(join(root, 'out', 'main', 'main.js')))
    throw new Refusal(
      '程序尚未构建，请先运行 npm run build。',
      'The program is not built: run npm run build first.',
    );
  rmSync(folder, { recursive: true, force: true });
  for (const name of ['out', 'migrations', 'resources'])
    copyTree(join(root, name), join(folder, name), () => true);
  const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const kept = Object.fromEntries(MANIFEST_FIELDS.map((field) => [field, manifest[field]]));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(kept, undefined, 2)}\n`);
  const machine = MACHINES[target];
  for (const one of shippedPackages(readLock(join(root, 'package-lock.json')), machine))
    await copyPackage(one, join(root, one.path), join(folder, one.path), machine);
}
