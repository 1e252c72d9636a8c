/** What every command has: the application, who signs in, and how its answer is printed. */
import { homedir, hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { Option, program } from 'commander';
import { createApplication } from '#main/application/index.ts';
import manifest from '../../package.json' with { type: 'json' };
import { Desk, Failed } from './desk.ts';
import { readPassword } from './password.ts';
import { print } from './print.ts';
import { speakChinese } from './usage.ts';

const ROOT = join(import.meta.dirname, '..', '..');

interface Global {
  readonly json?: boolean;
  readonly login?: string;
  readonly passwordFile?: string;
}

speakChinese(program);
program
  .name('liandang')
  .version(manifest.version, '-V, --version', '显示版本')
  .description('廉档：干部廉政档案管理。密码取自 --password-file、环境变量 LIANDANG_PASSWORD 或提示输入。')
  .option('--json', '输出 JSON')
  .option('--login <name>', '登录名（或环境变量 LIANDANG_LOGIN）')
  .addOption(new Option('--password-file <path>', '密码文件（首行）'));

/** Recent archives and the incident log; the window keeps its own in the same place. */
function settingsFolder(): string {
  const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
  return process.env['LIANDANG_SETTINGS'] ?? join(config, 'liandang');
}

/** Runs one command from start to exit code; its answer goes to standard output, a refusal to standard error. */
export async function run(work: (desk: Desk) => Promise<unknown>): Promise<void> {
  const json = program.opts<Global>().json === true;
  const desk = new Desk(
    createApplication({
      program: {
        migrations: join(ROOT, 'migrations'),
        resources: join(ROOT, 'resources'),
        worker: join(ROOT, 'src-main', 'application', 'worker.ts'),
        version: manifest.version,
        runtime: '命令行',
      },
      settingsFolder: settingsFolder(),
      machine: hostname(),
      origin: 'command line',
    }),
    json,
  );
  try {
    print(await work(desk), json);
  } catch (cause) {
    process.exitCode = cause instanceof Failed ? cause.exitCode : 70;
    const message = cause instanceof Error ? cause.message : String(cause);
    process.stderr.write(
      json
        ? `${JSON.stringify({ error: cause instanceof Failed ? cause.failure : { code: 'internal', message } })}\n`
        : `${message}\n`,
    );
  } finally {
    await desk.close();
  }
}

/** Runs a command in an archive, signed in; the password comes from a file, the environment or a prompt, never an argument. */
export async function runIn(archive: string, work: (desk: Desk) => Promise<unknown>): Promise<void> {
  await run(async (desk) => {
    await enter(desk, archive, await givenPassword());
    return work(desk);
  });
}

/** The password of the account that `--login` names. */
export function givenPassword(): Promise<string> {
  return readPassword(program.opts<Global>().passwordFile);
}

/** Who signs in, if anybody was named. */
export function givenLogin(): string | undefined {
  return program.opts<Global>().login ?? process.env['LIANDANG_LOGIN'];
}

/** Opens the archive and signs in. @throws Failed */
export async function enter(desk: Desk, archive: string, password: string): Promise<void> {
  const login = givenLogin();
  if (login === undefined) throw Failed.usage('请用 --login 或环境变量 LIANDANG_LOGIN 给出登录名。');
  await desk.must('archive.open', { folder: desk.grant(resolve(archive)) });
  desk.warn((await desk.must('session.signIn', { login, password })).warnings);
}

/** A whole number given on the command line. @throws Failed */
export function numberOf(text: string, what: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw Failed.usage(`${what}应为正整数，给出的是「${text}」。`);
  return value;
}
