/** 命令行: the same routes as the window, for scripts and for machines without a screen. */
import { homedir, hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { type Command, Option, program } from 'commander';
import type { Output } from '#contract/index.ts';
import { createApplication } from '#main/application/index.ts';
import { Desk, Failed } from './desk.ts';
import { readPassword } from './password.ts';
import { print } from './print.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const VERSION = '0.1.0';
const settings = join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'liandang');

interface Global {
  readonly json?: boolean;
  readonly login?: string;
  readonly passwordFile?: string;
}

async function run(work: (desk: Desk, options: Global) => Promise<unknown>): Promise<void> {
  const options = program.opts<Global>();
  const desk = new Desk(
    createApplication({
      program: {
        migrations: join(ROOT, 'migrations'),
        resources: join(ROOT, 'resources'),
        worker: join(ROOT, 'src-main', 'application', 'worker.ts'),
        version: VERSION,
        runtime: '命令行',
      },
      settingsFolder: settings,
      machine: hostname(),
      origin: 'command line',
    }),
    options.json === true,
  );
  try {
    print(await work(desk, options), options.json === true);
  } catch (cause) {
    process.exitCode = cause instanceof Failed ? cause.exitCode : 70;
    const message = cause instanceof Error ? cause.message : String(cause);
    process.stderr.write(
      options.json === true
        ? `${JSON.stringify({ error: cause instanceof Failed ? cause.failure : { code: 'internal', message } })}\n`
        : `${message}\n`,
    );
  } finally {
    await desk.close();
  }
}

/** Opens the archive and signs in; the password comes from a file, the environment or a prompt, never an argument. */
async function enter(desk: Desk, archive: string, options: Global): Promise<void> {
  const login = options.login ?? process.env['LIANDANG_LOGIN'];
  if (login === undefined) throw Failed.usage('请用 --login 或环境变量 LIANDANG_LOGIN 给出登录名。');
  await desk.must('archive.open', { folder: desk.grant(resolve(archive)) });
  await desk.must('session.signIn', { login, password: await readPassword(options.passwordFile) });
}

const command = (name: string, description: string): Command =>
  program.command(name).description(description);

program
  .name('liandang')
  .version(VERSION)
  .description('廉档：干部廉政档案管理。密码取自 --password-file、环境变量 LIANDANG_PASSWORD 或提示输入。')
  .option('--json', '输出 JSON')
  .option('--login <name>', '登录名（或环境变量 LIANDANG_LOGIN）')
  .addOption(new Option('--password-file <path>', '密码文件（首行）'));

command('create <parent> <name>', '新建库；七个账号的登录名与初始密码取自一个 JSON 文件')
  .requiredOption('--fonds-code <code>', '全宗号，如 J019')
  .requiredOption('--fonds-name <name>', '全宗名称')
  .requiredOption('--accounts <file>', 'JSON：[{role, login, name, password}…]')
  .action(
    async (parent: string, name: string, own: { fondsCode: string; fondsName: string; accounts: string }) =>
      run(async (desk) => {
        const made = await desk.must('archive.create', {
          parent: desk.grant(resolve(parent)),
          name,
          fondsCode: own.fondsCode,
          fondsName: own.fondsName,
          accounts: desk.readJson(own.accounts),
        });
        return { 库编号: made.archiveId, 单位指纹: made.unitFingerprint, 恢复份额: made.shares };
      }),
  );

command('password <archive>', '修改自己的密码；新密码取自环境变量 LIANDANG_NEW_PASSWORD 或提示输入').action(
  async (archive: string) =>
    run(async (desk, options) => {
      const oldPassword = await readPassword(options.passwordFile);
      await enter(desk, archive, options);
      const newPassword = process.env['LIANDANG_NEW_PASSWORD'] ?? (await readPassword(undefined, '新密码：'));
      await desk.must('session.changePassword', { oldPassword, newPassword });
      return { 已修改: true };
    }),
);

command('roster <archive> <xlsx>', '导入干部名册')
  .option('--check', '只检查，不写入')
  .action(async (archive: string, xlsx: string, own: { check?: boolean }) =>
    run(async (desk, options) => {
      await enter(desk, archive, options);
      const source = desk.grant(resolve(xlsx));
      const { match } = await desk.must('people.readRoster', { source });
      return own.check === true
        ? desk.must('people.checkRoster', { source, match })
        : desk.must('people.importRoster', { source, match });
    }),
  );

command('scans <archive> <folder>', '导入扫描件')
  .option('--catalogue <xlsx>', '同时导入目录')
  .action(async (archive: string, folder: string, own: { catalogue?: string }) =>
    run(async (desk, options) => {
      await enter(desk, archive, options);
      const catalogue = own.catalogue === undefined ? {} : { catalogue: desk.grant(resolve(own.catalogue)) };
      return desk.job(
        await desk.must('intake.importScans', { source: desk.grant(resolve(folder)), ...catalogue }),
      );
    }),
  );

command('texts <archive> <folder>', '导入文字底稿').action(async (archive: string, folder: string) =>
  run(async (desk, options) => {
    await enter(desk, archive, options);
    return desk.job(await desk.must('intake.importTexts', { source: desk.grant(resolve(folder)) }));
  }),
);

command('list <archive>', '列出干部').action(async (archive: string) =>
  run(async (desk, options) => {
    await enter(desk, archive, options);
    const { ids } = await desk.must('people.ids', { sort: 'roster', descending: false });
    const rows: Output<'people.rows'>['rows'] = [];
    for (let at = 0; at < ids.length; at += 500)
      rows.push(...(await desk.must('people.rows', { ids: ids.slice(at, at + 500) })).rows);
    return rows.map(({ fileId, name, unit, mainPost, volumeNumber, items, pages }) => ({
      fileId,
      name,
      unit,
      mainPost,
      volumeNumber,
      items,
      pages,
    }));
  }),
);

command('gate <archive>', '漏扫闸门：列出纸质与扫描的全部差异').action(async (archive: string) =>
  run(async (desk, options) => {
    await enter(desk, archive, options);
    return (await desk.must('intake.gate', {})).differences.map(({ personName, label, message }) => ({
      personName,
      label,
      message,
    }));
  }),
);

command('number <archive> <fileId>', '编号预览')
  .option('--fix', '定号（装订入库，此后不变）')
  .action(async (archive: string, fileId: string, own: { fix?: boolean }) =>
    run(async (desk, options) => {
      await enter(desk, archive, options);
      const shown = await desk.must('numbering.preview', { fileId: Number(fileId) });
      if (own.fix === true) return desk.must('numbering.fix', { fileId: Number(fileId), basis: shown.basis });
      return shown.items.map(({ itemNumber, pencilCode, archivalCode, title, state }) => ({
        itemNumber,
        pencilCode,
        archivalCode,
        title,
        state,
      }));
    }),
  );

command('search <archive> <text>', '检索').action(async (archive: string, text: string) =>
  run(async (desk, options) => {
    await enter(desk, archive, options);
    const found = await desk.must('search.find', { query: { text }, offset: 0, limit: 50 });
    if (options.json === true) return found;
    return found.hits.map(({ personName, title, date, where, context }) => ({
      personName,
      title,
      date,
      where,
      context,
    }));
  }),
);

command('card <archive> <target>', '导出单位密钥卡').action(async (archive: string, target: string) =>
  run(async (desk, options) => {
    await enter(desk, archive, options);
    return desk.must('archive.exportKeyCard', { target: desk.grant(resolve(target)) });
  }),
);

command('seal <archive> <fileId> <partnerId> <folder>', '封装转递包')
  .requiredOption('--reason <text>', '转递原因')
  .action(
    async (archive: string, fileId: string, partnerId: string, folder: string, own: { reason: string }) =>
      run(async (desk, options) => {
        await enter(desk, archive, options);
        const order = { fileId: Number(fileId), partnerId: Number(partnerId), reason: own.reason };
        return desk.job(await desk.must('transfer.seal', { ...order, target: desk.grant(resolve(folder)) }));
      }),
  );

command('receive <archive> <bundle>', '接收转递包（核对并暂存）').action(
  async (archive: string, bundle: string) =>
    run(async (desk, options) => {
      await enter(desk, archive, options);
      return desk.job(await desk.must('transfer.receive', { source: desk.grant(resolve(bundle)) }));
    }),
);

command('audit <archive>', '核对审计链').action(async (archive: string) =>
  run(async (desk, options) => {
    await enter(desk, archive, options);
    const report = await desk.must('audit.verify', {});
    if (!report.intact) throw Failed.damaged(report.message);
    return {
      [`${basename(dirname(resolve(archive)))}/${basename(archive)}`]: report.message,
      head: report.head,
    };
  }),
);

// `liandang list … | head` closes our output early; that is the reader's right and no fault.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code !== 'EPIPE') throw cause;
});
await program.parseAsync();
