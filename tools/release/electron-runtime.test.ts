import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type ElectronPackage, electronPackage, findElectronRuntime } from './electron-runtime.ts';
import { machineOf } from './executable.ts';
import { makeStubElectron } from './stub-electron.ts';

const home = mkdtempSync(join(tmpdir(), 'liandang-runtime-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const npm = electronPackage(join(import.meta.dirname, '..', '..'));
/** The npm package of a machine that has never had the binary. */
const electron: ElectronPackage = { ...npm, folder: join(home, 'npm') };
const offline = { LIANDANG_NO_DOWNLOAD: '1', electron_config_cache: join(home, 'cache') };
const linux = join(home, 'linux');
const windows = join(home, 'windows');
await makeStubElectron(linux, 'linux-x64', npm.version);
await makeStubElectron(windows, 'win32-x64', npm.version);

describe('the runtime for a target', () => {
  it('is the unpacked folder that is named, that the variable names, or that npm has', async () => {
    expect(await findElectronRuntime('linux-x64', electron, linux, offline)).toBe(linux);
    expect(await findElectronRuntime('win32-x64', electron, windows, offline)).toBe(windows);
    const overridden = { ...offline, ELECTRON_OVERRIDE_DIST_PATH: linux };
    expect(await findElectronRuntime('linux-x64', electron, undefined, overridden)).toBe(linux);
    const installed = { ...npm, folder: join(home, 'installed') };
    await makeStubElectron(join(installed.folder, 'dist'), 'linux-x64', npm.version);
    expect(await findElectronRuntime('linux-x64', installed, undefined, offline)).toBe(
      join(installed.folder, 'dist'),
    );
  });

  it('is no folder of another machine, another version, or of the stand-in', async () => {
    const old = join(home, 'old');
    await makeStubElectron(old, 'linux-x64', '1.2.3');
    const standIn = join(import.meta.dirname, '..', 'chromium-shell');
    for (const folder of [windows, old, standIn, join(home, 'nowhere')]) {
      await expect(findElectronRuntime('linux-x64', electron, folder, offline)).rejects.toThrow(
        /没有 linux-x64 的 Electron/,
      );
    }
    await expect(findElectronRuntime('linux-arm64', electron, linux, offline)).rejects.toThrow(/linux-arm64/);
  });

  it('is a zip with the sum that Electron publishes, by itself or in a folder; any other is refused by name', async () => {
    const name = `electron-v${npm.version}-linux-x64.zip`;
    const zips = join(home, 'zips');
    mkdirSync(zips);
    writeFileSync(join(zips, name), 'a whole zip');
    await expect(findElectronRuntime('linux-x64', electron, zips, offline)).rejects.toThrow(/校验值.*未采用/);
    const sum = createHash('sha256').update('a whole zip').digest('hex');
    const published = { ...electron, checksums: { [name]: sum } };
    expect(await findElectronRuntime('linux-x64', published, zips, offline)).toBe(join(zips, name));
    expect(await findElectronRuntime('linux-x64', published, join(zips, name), offline)).toBe(
      join(zips, name),
    );
  });

  it('is a zip in Electron’s cache, where its own installer would put it', async () => {
    const cache = join(home, 'full-cache');
    const release = `https://github.com/electron/electron/releases/download/v${npm.version}`;
    const folder = join(cache, createHash('sha256').update(release).digest('hex'));
    const name = `electron-v${npm.version}-win32-x64.zip`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), 'cached');
    const sum = createHash('sha256').update('cached').digest('hex');
    const published = { ...electron, checksums: { ...npm.checksums, [name]: sum } };
    const env = { ...offline, electron_config_cache: cache };
    expect(await findElectronRuntime('win32-x64', published, undefined, env)).toBe(join(folder, name));
  });

  it('without one, both languages say which file an offline machine needs and where it goes', async () => {
    const refused = findElectronRuntime('win32-x64', electron, undefined, offline);
    const zip = `electron-v${npm.version}-win32-x64.zip`;
    await expect(refused).rejects.toThrow(new RegExp(`离线机器.*${zip}[^]*offline machine.*${zip}`));
    await expect(refused).rejects.toThrow(/--electron[^]*electron_config_cache[^]*ELECTRON_MIRROR/);
  });
});

describe('for which machine an executable is', () => {
  it('shows in its head; half a file or another kind is nobody’s', () => {
    expect(machineOf(join(linux, 'electron'))).toEqual({ platform: 'linux', arch: 'x64' });
    expect(machineOf(join(windows, 'electron.exe'))).toEqual({ platform: 'win32', arch: 'x64' });
    const odd = join(home, 'odd');
    for (const bytes of ['', '#!/bin/sh\n', '\x7fELF', `MZ${'\xff'.repeat(80)}`]) {
      writeFileSync(odd, bytes, 'latin1');
      expect(machineOf(odd)).toBeUndefined();
    }
  });
});
