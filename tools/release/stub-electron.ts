/** A stand-in for Electron's runtime in tests: its files' layout, and executables that carry a fuse wire but run nothing. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { MACHINES, type Target } from './target.ts';

/** As electron/fuses documents it: sentinel, version 1, count, one character for each fuse. Electron's defaults. */
const WIRE = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100011'),
]);

function elf(arch: 'x64' | 'arm64'): Buffer {
  const head = Buffer.alloc(64);
  head.write('\x7fELF', 'latin1');
  head.writeUInt16LE(arch === 'x64' ? 0x3e : 0xb7, 18);
  return Buffer.concat([head, WIRE, Buffer.alloc(64)]);
}

/** With the version information that electron-builder rewrites. */
function exe(): Buffer {
  const file = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(file, true);
  const version = Resource.VersionInfo.createEmpty();
  version.lang = 1033;
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(file);
  file.setExtraData(new Uint8Array(WIRE).buffer);
  return Buffer.from(file.generate());
}

/** Fills a folder as Electron's zip does. */
export async function makeStubElectron(folder: string, target: Target, version: string): Promise<void> {
  const { platform, arch } = MACHINES[target];
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  for (const locale of ['zh-CN', 'en-US', 'de'])
    writeFileSync(join(folder, 'locales', `${locale}.pak`), locale);
  const texts = { version, LICENSE: 'MIT', 'LICENSES.chromium.html': '<p>Chromium</p>', 'icudtl.dat': 'icu' };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  if (platform === 'win32') {
    writeFileSync(join(folder, 'electron.exe'), exe());
    writeFileSync(join(folder, 'ffmpeg.dll'), 'MZ');
  } else {
    writeFileSync(join(folder, 'electron'), elf(arch), { mode: 0o755 });
    writeFileSync(join(folder, 'chrome-sandbox'), elf(arch), { mode: 0o755 });
    writeFileSync(join(folder, 'libffmpeg.so'), elf(arch));
  }
  const application = join(folder, 'default-application');
  mkdirSync(application);
  writeFileSync(join(application, 'main.js'), '');
  await createPackage(application, join(folder, 'resources', 'default_app.asar'));
  rmSync(application, { recursive: true });
}
