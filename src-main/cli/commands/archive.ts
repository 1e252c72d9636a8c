/** 库: making one, and one's own password. */
import { resolve } from 'node:path';
import { program } from 'commander';
import { readPassword } from '../password.ts';
import { enter, givenPassword, run } from '../session.ts';

program
  .command('create <parent> <name>')
  .description('新建库；首批账号的登录名与初始密码取自一个 JSON 文件')
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

program
  .command('password <archive>')
  .description('修改自己的密码；新密码取自环境变量 LIANDANG_NEW_PASSWORD 或提示输入')
  .action(async (archive: string) =>
    run(async (desk) => {
      const oldPassword = await givenPassword();
      await enter(desk, archive, oldPassword);
      const newPassword = process.env['LIANDANG_NEW_PASSWORD'] ?? (await readPassword(undefined, '新密码：'));
      await desk.must('session.changePassword', { oldPassword, newPassword });
      return { 已修改: true };
    }),
  );
