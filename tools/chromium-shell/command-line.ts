/** What `electron …` was asked to run: switches before the application, the application, its own arguments. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface CommandLine {
  readonly switches: readonly (readonly [string, string])[];
  /** `-r` modules, in order. */
  readonly required: readonly string[];
  /** `--inspect[=port]`: the port; Playwright asks for 0. */
  readonly inspectPort: number | undefined;
  readonly application: string | undefined;
  readonly applicationArguments: readonly string[];
  readonly version: boolean;
  readonly findBrowser: boolean;
}

/** Reads the arguments after the program's name. Pure. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const switches: [string, string][] = [];
  const required: string[] = [];
  let inspectPort: number | undefined;
  let application: string | undefined;
  let version = false;
  let findBrowser = false;
  let i = 0;
  for (; i < args.length && application === undefined; i++) {
    const arg = args[i] ?? '';
    const named = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (arg === '-r' || arg === '--require') required.push(args[++i] ?? '');
    else if (arg === '-v' || arg === '--version') version = true;
    else if (arg === '--liandang-browser') findBrowser = true;
    else if (named?.[1] === 'inspect') inspectPort = Number(named[2] ?? 9229);
    else if (named?.[1] !== undefined) switches.push([named[1], named[2] ?? '']);
    else if (!arg.startsWith('-')) application = arg;
  }
  return {
    switches,
    required,
    inspectPort,
    application,
    applicationArguments: args.slice(i),
    version,
    findBrowser,
  };
}

export interface Application {
  /** The module to run. */
  readonly entry: string;
  /** The application's folder. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** Whether `.js` files of it are ES modules. */
  readonly isModule: boolean;
}

interface Manifest {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
  readonly type?: string;
}

function manifestOf(folder: string): Manifest {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return {};
  const manifest: Manifest = JSON.parse(readFileSync(path, 'utf8'));
  return manifest;
}

function folderWithManifest(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) return from;
  }
}

/** Finds the application in a folder or at an entry file. Throws when there is nothing there. */
export function findApplication(target: string): Application {
  const path = resolve(target);
  if (!existsSync(path)) throw new Error(`找不到应用：${path}`);
  const isFolder = statSync(path).isDirectory();
  const folder = isFolder ? path : folderWithManifest(dirname(path));
  const manifest = manifestOf(folder);
  return {
    entry: isFolder ? resolve(path, manifest.main ?? 'index.js') : path,
    path: isFolder ? path : dirname(path),
    name: manifest.productName ?? manifest.name ?? 'Electron',
    version: manifest.version ?? '0.0.0',
    isModule: manifest.type === 'module',
  };
}
