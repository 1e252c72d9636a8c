/** 库: making one, its settings, one's own password, and the way back when every password is lost. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { program } from 'commander';
import { Failed } from '../desk.ts';
import { readNewPassword } from '../password.ts';
import { enter, givenLogin, givenPassword, numberOf, run, runIn } from '../session.ts';

program.commandsGroup('库：');

program
  .command('create <parent> <name>')
  .description('新建库；首批账号的登录名与初始密码取自一个 JSON 文件，首次登录后必须修改')
  .requiredOption('--fonds-code <code>', '全宗号，如 J019')
  .requiredOption('--fonds-name <name>', '全宗名称')
  .requiredOption('--accounts <file>', 'JSON：[{role, login, name, password}…]，七种角色各一')
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

program
  .command('password <archive>')
  .description('修改自己的密码；新密码取自 --new-password-file、环境变量 LIANDANG_NEW_PASSWORD 或提示输入')
  .option('--new-password-file <path>', '新密码文件（首行）')
  .action(async (archive: string, own: { newPasswordFile?: string }) =>
    run(async (desk) => {
      const oldPassword = await givenPassword();
      await enter(desk, archive, oldPassword);
      const newPassword = await readNewPassword(own.newPasswordFile);
      await desk.must('session.changePassword', { oldPassword, newPassword });
      return { 已修改: true };
    }),
  );

program
  .command('recover <archive>')
  .description('密码都丢了：用任意两份恢复份额给 --login 的账号设新密码')
  .requiredOption('--shares <file>', '恢复份额文件，每行一份')
  .option('--new-password-file <path>', '新密码文件（首行）')
  .action(async (archive: string, own: { shares: string; newPasswordFile?: string }) =>
    run(async (desk) => {
      const login = givenLogin();
      if (login === undefined) throw Failed.usage('请用 --login 或环境变量 LIANDANG_LOGIN 给出登录名。');
      const shares = readLines(own.shares);
      await desk.must('archive.open', { folder: desk.grant(resolve(archive)) });
      const newPassword = await readNewPassword(own.newPasswordFile);
      desk.warn((await desk.must('archive.recover', { shares, login, newPassword })).warnings);
      return { 已恢复: login };
    }),
  );

program
  .command('settings <archive>')
  .description('查看设置；给出选项即修改（系统管理员）')
  .option('--style <id>', '编号样式')
  .option('--idle <minutes>', '无人操作几分钟后锁屏')
  .action(async (archive: string, own: { style?: string; idle?: string }) =>
    runIn(archive, async (desk) => {
      const now = await desk.must('archive.settings', {});
      if (own.style === undefined && own.idle === undefined) return now;
      await desk.must('archive.saveSettings', {
        numberingStyle: own.style ?? now.numberingStyle,
        idleMinutes: own.idle === undefined ? now.idleMinutes : numberOf(own.idle, '分钟数'),
      });
      return desk.must('archive.settings', {});
    }),
  );

/** @throws Failed */
function readLines(path: string): string[] {
  try {
    return readFileSync(resolve(path), 'utf8')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  } catch {
    throw Failed.usage(`「${path}」读不出来。`);
  }
}
