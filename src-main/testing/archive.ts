/** A real archive for tests and the demonstration: the shipped program files, the sample's folder, seven accounts, a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Input, Output, RouteName } from '#contract/index.ts';
import type { Role, SecrecyLevel } from '#contract/vocabulary.ts';
import { type Application, createApplication } from '#main/application/index.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
export const SAMPLE = join(ROOT, 'sample');
export const PROGRAM = {
  migrations: join(ROOT, 'migrations'),
  resources: join(ROOT, 'resources'),
  worker: join(ROOT, 'src-main', 'application', 'worker.ts'),
  version: '0.0.0-test',
  runtime: 'test',
};
export const FIRST = 'Chushi-2026!';
export const OWN = 'Gaiguo-2026!';
export const PEOPLE: readonly [Role, string, string][] = [
  ['system-admin', 'xitong', '孙系统'],
  ['security-admin', 'baomi', '钱保密'],
  ['auditor', 'shenji', '吴审计'],
  ['clerk', 'dangan', '周档案'],
  ['appraiser', 'jianding', '郑鉴定'],
  ['reviewer', 'shenhe', '王审核'],
  ['approver', 'shenpi', '冯审批'],
];

export interface Made {
  /** Where the archive and its settings are made; a new temporary folder when absent. */
  readonly folder?: string;
  readonly name?: string;
  /** The clock, and the one that only goes forward; the machine's when absent. */
  readonly now?: () => Date;
  readonly monotonic?: () => number;
  /** Waiting pages are read while somebody is signed in. */
  readonly readsInBackground?: { readonly afterMs: number };
  /** Entry of the job thread; its source when absent. */
  readonly worker?: string;
}

export class TestArchive {
  readonly folder: string;
  readonly name: string;
  readonly application: Application;
  shares: string[] = [];

  private constructor(
    folder: string,
    name: string,
    { worker = PROGRAM.worker, ...clocks }: Omit<Made, 'folder' | 'name'>,
  ) {
    this.folder = folder;
    this.name = name;
    this.application = createApplication({
      program: { ...PROGRAM, worker },
      settingsFolder: join(folder, 'settings'),
      machine: '测试机',
      origin: 'command line',
      ...clocks,
    });
  }

  static async create(
    fondsCode = 'J019',
    fondsName = '样例县纪委',
    { folder = mkdtempSync(join(tmpdir(), 'liandang-test-')), name = '样例库', ...more }: Made = {},
  ): Promise<TestArchive> {
    const made = new TestArchive(folder, name, more);
    const { shares } = await made.must('archive.create', {
      parent: made.application.grantPath(made.folder),
      name,
      fondsCode,
      fondsName,
      accounts: PEOPLE.map(([role, login, name]) => ({ role, login, name, password: FIRST })),
    });
    made.shares = shares;
    return made;
  }

  /** An archive that is there already, opened; nobody is signed in. */
  static async open(folder: string, name: string): Promise<TestArchive> {
    const opened = new TestArchive(folder, name, {});
    await opened.must('archive.open', { folder: opened.application.grantPath(opened.root) });
    return opened;
  }

  get root(): string {
    return join(this.folder, `${this.name}.liandang`);
  }

  /** Signs in by role; the first time with the first password, which is changed as the rule demands. */
  async as(role: Role): Promise<void> {
    await this.enter(PEOPLE.find(([one]) => one === role)?.[1] ?? '');
  }

  /** Signs in by login name; the first time with the first password, which is changed as the rule demands. */
  async enter(login: string): Promise<void> {
    const own = await this.application.call('session.signIn', { login, password: OWN });
    if (own.ok) return;
    await this.must('session.signIn', { login, password: FIRST });
    await this.must('session.changePassword', { oldPassword: FIRST, newPassword: OWN });
  }

  /** Another account, ready to work: created, granted, its own password chosen. Leaves that account signed in. */
  async addAccount(
    login: string,
    name: string,
    roles: readonly Role[],
    clearance: SecrecyLevel = 'top-secret',
  ): Promise<number> {
    await this.as('system-admin');
    const { id } = await this.must('accounts.create', { login, name, password: FIRST });
    await this.as('security-admin');
    await this.must('accounts.grant', { id, roles: [...roles], clearance });
    await this.enter(login);
    return id;
  }

  /** The answer of a route that must succeed. */
  async must<N extends RouteName>(route: N, input: Input<N>): Promise<Output<N>> {
    const result = await this.application.call(route, input);
    if (!result.ok) throw new Error(`${route}: ${JSON.stringify(result.error)}`);
    return result.data as Output<N>;
  }

  /**
   * Volumes fixed and bound as two persons do it: the clerk asks, the reviewer approves. Leaves the clerk signed in.
   * @returns how many items got their number, volume by volume
   */
  async fixNumbers(...fileIds: readonly number[]): Promise<number[]> {
    await this.as('clerk');
    const asked: number[] = [];
    for (const fileId of fileIds) {
      const { basis, asked: waiting } = await this.must('numbering.preview', { fileId });
      asked.push(
        waiting?.id ?? (await this.must('numbering.proposeFixing', { fileId, basis, binds: true })).id,
      );
    }
    await this.as('reviewer');
    const fixed: number[] = [];
    for (const id of asked)
      fixed.push((await this.must('numbering.decideFixing', { id, approve: true, note: '' })).fixed);
    await this.as('clerk');
    return fixed;
  }

  /** The code with which a route refuses. */
  async refusal<N extends RouteName>(route: N, input: Input<N>): Promise<string> {
    const result = await this.application.call(route, input);
    return result.ok ? 'ok' : result.error.code;
  }

  async job(started: { jobId: number }): Promise<Output<'jobs.get'>> {
    for (;;) {
      const job = await this.must('jobs.get', { id: started.jobId });
      if (job.state !== 'running' && this.application.runningJobs() === 0) return job;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async discard(): Promise<void> {
    await this.application.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
