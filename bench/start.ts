// From the start of the program until its window takes input, against an empty window on the same runtime.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { ROOT } from '#main/testing/archive.ts';
import { runtimeEnvironment } from '../src-renderer/e2e/runtime.ts';
import { benchFolder, inTurn, peakOfTree, type Run, report } from './measure.ts';
import { officeWithRoster } from './office.ts';

const ROUNDS = 5;
const root = benchFolder();
const { env, args } = runtimeEnvironment();

/** Starts the program in `folder`, waits until `ready`, and ends it again. */
async function start(
  folder: string,
  settings: string,
  ready: (page: Page) => Promise<unknown>,
): Promise<Run> {
  const from = performance.now();
  const program = await _electron.launch({
    args: [...args, '.'],
    cwd: folder,
    env: { ...env, LIANDANG_SETTINGS: settings },
  });
  const watch = peakOfTree(program.process().pid);
  try {
    const page = await program.firstWindow();
    await ready(page);
    return { seconds: (performance.now() - from) / 1000, peak: watch.end() };
  } finally {
    watch.end();
    await program.close();
  }
}

/** Typing lands in the field: the page is drawn, its script has run and the browser has the focus there. */
async function takesInput(page: Page, label: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill('样例');
  if ((await field.inputValue()) !== '样例') throw new Error(`${label} took nothing`);
}

const office = await officeWithRoster(root);
await office.application.close();
const settings = mkdtempSync(join(root, 'settings-'));
writeFileSync(join(settings, 'recent.json'), JSON.stringify({ archives: [office.root] }));
try {
  const runs = await inTurn(
    ROUNDS,
    () =>
      start(ROOT, settings, async (page) => {
        await page.getByRole('button', { name: '打开', exact: true }).click();
        await takesInput(page, '登录名');
      }),
    () => start(join(import.meta.dirname, 'empty-window'), settings, (page) => takesInput(page, '空')),
  );
  report({
    subject: 'start of the window until the login of the last archive takes input',
    ...runs,
    baseline: `an empty window on the same runtime (${args.length > 0 ? 'the stand-in' : 'Electron'})`,
  });
} finally {
  await office.discard();
  rmSync(settings, { recursive: true, force: true });
}
