/** Stands for the Electron executable: `electron [switches] <folder | entry> [arguments]`. */
import inspector from 'node:inspector';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { application } from './app.ts';
import { type RunningBrowser, startChromium } from './chromium.ts';
import { type Application, findApplication, parseCommandLine } from './command-line.ts';
import { BrowserUnavailableError, browserAtHand } from './find-browser.ts';
import { openWindowsIn } from './window.ts';

/** An entry module that is still not evaluated after this many ms probably waits for `ready`, which comes after it. */
const SLOW_ENTRY_MS = 10_000;

function electronVersion(from: string): string {
  const require = createRequire(join(from, 'package.json'));
  const { version }: { version: string } = require('electron/package.json');
  return `${version}-shell`;
}

function pretendElectron(version: string): void {
  for (const [name, value] of [
    ['electron', version],
    ['chrome', ''],
  ] as const) {
    Object.defineProperty(process.versions, name, {
      value,
      writable: true,
      configurable: true,
      enumerable: true,
    });
  }
  Object.defineProperty(process, 'type', { value: 'browser' });
  const face = pathToFileURL(join(import.meta.dirname, 'index.ts')).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      /^electron(\/(main|common))?$/.test(specifier)
        ? { url: face, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  });
}

async function runEntry(found: Application): Promise<void> {
  const slow = setTimeout(() => {
    process.stderr.write(
      '入口模块 10 秒后仍未执行完：Electron 要等它执行完才会 ready，不能在顶层 await app.whenReady()。\n',
    );
  }, SLOW_ENTRY_MS);
  const isCommonJs = found.entry.endsWith('.cjs') || (found.entry.endsWith('.js') && !found.isModule);
  if (isCommonJs) createRequire(found.entry)(found.entry);
  else await import(pathToFileURL(found.entry).href);
  clearTimeout(slow);
}

async function prepare(starting: Promise<RunningBrowser>): Promise<void> {
  const browser = await starting;
  Object.assign(process.versions, { chrome: browser.version });
  application.useBrowser(browser);
  await openWindowsIn(browser);
}

async function start(): Promise<void> {
  const args = process.argv.slice(2);
  const line = parseCommandLine(args);
  const executable = join(import.meta.dirname, 'electron');
  if (line.version) {
    process.stdout.write(`v${electronVersion(import.meta.dirname)}\n`);
    return;
  }
  if (line.findBrowser) {
    process.stdout.write(`${browserAtHand()}\n`);
    return;
  }
  const found = findApplication(line.application ?? '.');
  pretendElectron(electronVersion(import.meta.dirname));
  if (line.inspectPort !== undefined) inspector.open(line.inspectPort, '127.0.0.1');
  process.argv = [executable, ...args];
  for (const [name, value] of line.switches) application.commandLine.appendSwitch(name, value);
  application.configure({ name: found.name, version: found.version, appPath: found.path, executable });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => application.quit());

  const require = createRequire(join(found.path, 'package.json'));
  for (const module of line.required) require(module);
  if (line.required.length === 0) {
    const own = line.application === undefined ? [] : [line.application];
    process.argv = [executable, ...own, ...line.applicationArguments];
  }
  // The browser starts beside the entry module, so switches that the entry appends come too late for it;
  // those that matter (network, sandbox, cache) are fixed here anyway.
  const starting = startChromium(application.switches);
  await Promise.all([runEntry(found), prepare(starting)]);
  application.becomeReady();
}

start().catch((error: unknown) => {
  if (error instanceof BrowserUnavailableError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
