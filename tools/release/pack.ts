/** Packs a staged application on Electron's runtime into one folder that runs, with electron-builder. */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { checkPackage } from './check-package.ts';
import { GLIBC_FILE, neededGlibc } from './glibc.ts';
import { iconIco, iconPng } from './icons.ts';
import { MACHINES, type Target } from './target.ts';

export interface PackOrder {
  readonly target: Target;
  readonly root: string;
  /** The staged application. */
  readonly staged: string;
  /** Unpacked folder or zip. */
  readonly electron: string;
  readonly electronVersion: string;
  /** Text of the third-party notices. */
  readonly notices: string;
  /** For files that are gone afterwards. */
  readonly work: string;
  /** Replaced when it is there. */
  readonly result: string;
}

const PLATFORMS = { linux: Platform.LINUX, win32: Platform.WINDOWS };
const ARCHS = { x64: Arch.x64, arm64: Arch.arm64 };

export async function pack(order: PackOrder): Promise<void> {
  const { platform, arch } = MACHINES[order.target];
  const output = join(order.work, 'packed');
  const png = await iconPng(join(order.root, 'src-renderer', 'icon.svg'));
  const icon = join(order.work, platform === 'win32' ? 'icon.ico' : 'icon.png');
  mkdirSync(order.work, { recursive: true });
  writeFileSync(icon, platform === 'win32' ? iconIco(png) : png);
  const notices = join(order.work, 'THIRD-PARTY-NOTICES.txt');
  writeFileSync(notices, order.notices);
  await build({
    projectDir: order.root,
    publish: 'never',
    targets: PLATFORMS[platform].createTarget('dir', ARCHS[arch]),
    config: {
      extends: join(order.root, 'electron-builder.yml'),
      directories: { app: order.staged, output },
      electronDist: order.electron,
      electronVersion: order.electronVersion,
      // The staged folder holds the very packages to ship: electron-builder collects and compiles none itself.
      beforeBuild: () => Promise.resolve(false),
      // The icon is for the desktop entry that the install script writes.
      extraFiles: [
        { from: join(order.root, 'LICENSE'), to: 'LICENSE.txt' },
        { from: notices, to: 'THIRD-PARTY-NOTICES.txt' },
        ...(platform === 'linux' ? [{ from: icon, to: 'liandang.png' }] : []),
      ],
      ...(platform === 'win32' ? { win: { icon } } : {}),
    },
  });
  const made = readdirSync(output).find((name) => name.endsWith('unpacked'));
  if (made === undefined) throw new Error(`electron-builder left no package in ${output}`);
  const folder = join(output, made);
  // Electron's sample application, and its version for npm's package: of no use to ours.
  rmSync(join(folder, 'resources', 'default_app.asar'), { force: true });
  rmSync(join(folder, 'version'), { force: true });
  if (platform === 'linux') writeFileSync(join(folder, GLIBC_FILE), `${neededGlibc(folder)}\n`);
  await checkPackage(folder, order.target);
  rmSync(order.result, { recursive: true, force: true });
  renameSync(folder, order.result);
}
