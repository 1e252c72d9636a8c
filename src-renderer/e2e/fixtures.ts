/**
 * The window under test. A journey takes `win` (the page), `dialogs` (what the person chooses), `archive` (a fresh archive
 * with seven accounts) or `sampleArchive` (the same with roster, scans and transcripts taken in). It fails on any error in
 * the console, any uncaught exception and any violation of the content security policy that it has not named beforehand
 * with `faults.allow`.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import type { Role } from '#contract/vocabulary.ts';
import { PEOPLE, ROOT, SAMPLE, TestArchive } from '#main/testing/archive.ts';
import { runtimeEnvironment } from './runtime.ts';

export { OWN as PASSWORD, SAMPLE } from '#main/testing/archive.ts';

/** What the person answers to the next dialogs of the system; stays until it is set anew. null cancels. */
export interface Dialogs {
  readonly open: (path: string | null) => Promise<void>;
  readonly save: (path: string | null) => Promise<void>;
  /** Presses the button with this word in a message box; fails when the box has none. */
  readonly press: (button: string) => Promise<void>;
}

export class Faults {
  readonly #found: string[] = [];
  readonly #allowed: RegExp[] = [];
  /** Faults that this test provokes on purpose. */
  allow(...patterns: readonly RegExp[]): void {
    this.#allowed.push(...patterns);
  }
  note(text: string): void {
    this.#found.push(text);
  }
  get found(): readonly string[] {
    return this.#found;
  }
  get unexpected(): readonly string[] {
    return this.#found.filter((text) => !this.#allowed.some((pattern) => pattern.test(text)));
  }
}

interface Fixtures {
  /** A folder of this test's own, gone afterwards. */
  readonly folder: string;
  readonly faults: Faults;
  readonly eapp: ElectronApplication;
  readonly win: Page;
  readonly dialogs: Dialogs;
  /** Path of an archive of this test's own, closed; every account's password is PASSWORD. The window lists it as recent. */
  readonly archive: string;
  readonly sampleArchive: string;
}
interface Shared {
  readonly template: string;
  readonly sampleTemplate: string;
}

const settingsIn = (folder: string): string => join(folder, 'settings');

/** Copies an archive into the test's folder and puts it first in the window's list. */
function lay(template: string, folder: string): string {
  const root = join(folder, '样例库.liandang');
  cpSync(template, root, { recursive: true });
  mkdirSync(settingsIn(folder), { recursive: true });
  writeFileSync(join(settingsIn(folder), 'recent.json'), JSON.stringify({ archives: [root] }));
  return root;
}

/** Made once per worker: every account has its own password already, because deriving keys takes its time. */
async function makeTemplate(fill: (archive: TestArchive) => Promise<void>): Promise<TestArchive> {
  const made = await TestArchive.create();
  for (const [role] of PEOPLE) await made.as(role);
  await fill(made);
  await made.application.close();
  return made;
}

async function fillWithSample(made: TestArchive): Promise<void> {
  const grant = (...parts: string[]) => made.application.grantPath(join(SAMPLE, ...parts));
  await made.as('clerk');
  const roster = grant('干部名册.xlsx');
  const { match } = await made.must('people.readRoster', { source: roster });
  await made.must('people.importRoster', { source: roster, match });
  const scans = { source: grant(), catalogue: grant('目录.xlsx') };
  const texts = { source: grant('文字底稿') };
  for (const started of [
    () => made.must('intake.importScans', scans),
    () => made.must('intake.importTexts', texts),
  ])
    expect(await made.job(await started())).toMatchObject({ state: 'done', message: '' });
}

export const test = base.extend<Fixtures, Shared>({
  template: [
    async ({}, use) => {
      const made = await makeTemplate(async () => undefined);
      await use(made.root);
      rmSync(made.folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  sampleTemplate: [
    async ({}, use) => {
      const made = await makeTemplate(fillWithSample);
      await use(made.root);
      rmSync(made.folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'liandang-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  faults: async ({}, use) => {
    const faults = new Faults();
    await use(faults);
    expect(faults.unexpected, 'errors in the window').toEqual([]);
  },
  archive: async ({ template, folder }, use) => use(lay(template, folder)),
  sampleArchive: async ({ sampleTemplate, folder }, use) => use(lay(sampleTemplate, folder)),
  eapp: async ({ folder, faults }, use, info) => {
    const { env, args } = runtimeEnvironment();
    const eapp = await _electron.launch({
      args: [...args, '.'],
      // The built tree of the project, or an application as it is packed (npm run test:dist).
      cwd: process.env['LIANDANG_APPLICATION'] ?? ROOT,
      env: { ...env, LIANDANG_SETTINGS: settingsIn(folder) },
    });
    const said: string[] = [];
    eapp.process().stderr?.on('data', (text: Buffer) => said.push(text.toString('utf8')));
    const context = eapp.context();
    context.on('console', (message) => {
      // A picture still on its way when the desk locks is refused, as it must be; the browser reports that as an error.
      const refusedPicture =
        /\/(page|tray|consult|basis)\/\d/.test(message.location().url) && message.text().includes('403');
      if (message.type() === 'error' && !refusedPicture) faults.note(message.text());
    });
    context.on('weberror', (error) => faults.note(String(error.error())));
    await use(eapp);
    if (info.status !== info.expectedStatus) {
      await info.attach('stderr', { body: said.join('') });
      for (const page of eapp.windows())
        await info.attach('window', { body: await page.screenshot(), contentType: 'image/png' });
    }
    await eapp.close();
  },
  win: async ({ eapp }, use) => {
    const win = await eapp.firstWindow();
    // The window begins at an empty page.
    await win.waitForURL(/\/index\.html$/);
    await use(win);
  },
  dialogs: async ({ eapp }, use) =>
    use({
      open: (path) =>
        eapp.evaluate(
          ({ dialog }, filePaths) => {
            dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
          },
          path === null ? [] : [path],
        ),
      save: (path) =>
        eapp.evaluate(({ dialog }, filePath) => {
          dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === '', filePath });
        }, path ?? ''),
      press: (button) =>
        eapp.evaluate(({ dialog }, word) => {
          const press = (...args: readonly unknown[]) => {
            const options = args.at(-1) as { readonly buttons?: readonly string[] };
            const response = options.buttons?.indexOf(word) ?? -1;
            if (response < 0) throw new Error(`no button ${word} in ${JSON.stringify(options)}`);
            return Promise.resolve({ response, checkboxChecked: false });
          };
          dialog.showMessageBox = press;
        }, button),
    }),
});
export { expect };

/** Login name of the account that holds a role. */
export function loginOf(role: Role): string {
  const found = PEOPLE.find(([one]) => one === role);
  if (!found) throw new Error(`no account for ${role}`);
  return found[1];
}

/** Opens the archive of this test from the window's first screen and signs in. */
export async function enter(win: Page, role: Role, password: string): Promise<void> {
  await win.getByRole('button', { name: /^打\s?开$/ }).click();
  await win.getByLabel('登录名').fill(loginOf(role));
  await win.getByLabel('密码', { exact: true }).fill(password);
  await win.getByRole('button', { name: /^登\s?录$/ }).click();
  await win.getByLabel('登录名').waitFor({ state: 'detached' });
}
