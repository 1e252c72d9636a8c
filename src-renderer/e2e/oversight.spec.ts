/** A day of each of the three officers, through the window; and that none of them sees what is not theirs. */
import { goTo, openArchive, signIn, signInAs, signInFirstAs } from './desk.ts';
import { expect, PASSWORD, test } from './fixtures.ts';

const FIRST = 'Xinren-2026!';

test('an account is made, given its rights and the content key, and every step is on the auditor’s record', async ({
  archive,
  win,
}) => {
  test.setTimeout(240_000);
  expect(archive).toContain('样例库');

  await test.step('系统管理员建账号', async () => {
    await openArchive(win, '样例库');
    await signIn(win, 'system-admin', PASSWORD);
    // Nothing of the files is in an officer's menu.
    for (const screen of ['花名册', '编目', '检索', '转递', '审计'])
      await expect(win.getByRole('menuitem', { name: screen })).toHaveCount(0);
    await goTo(win, '账号');
    await win.getByRole('button', { name: '新建账号' }).click();
    const form = win.getByRole('dialog', { name: '新建账号' });
    await form.getByLabel('姓名').fill('何新人');
    await form.getByLabel('登录名').fill('hexin');
    await form.getByLabel(/初始密码/).fill('weak');
    await form.getByRole('button', { name: '建立' }).click();
    await expect(form.getByRole('alert')).toContainText('密码');
    await form.getByLabel(/初始密码/).fill(FIRST);
    await form.getByRole('button', { name: '建立' }).click();
    await expect(win.getByRole('row', { name: /hexin/ })).toContainText('待启用');
    await expect(win.getByRole('button', { name: '启用并授权' })).toHaveCount(0);
  });

  await test.step('安全保密管理员启用、授权；角色冲突被拒', async () => {
    await openArchive(win, '样例库');
    await signIn(win, 'security-admin', PASSWORD);
    await goTo(win, '账号');
    await win.getByRole('row', { name: /hexin/ }).getByRole('button', { name: '启用并授权' }).click();
    const form = win.getByRole('dialog', { name: /授权/ });
    await form.getByRole('checkbox', { name: '档案员' }).check();
    await form.getByRole('checkbox', { name: '安全审计员' }).check();
    await form.getByRole('button', { name: '授权', exact: true }).click();
    await expect(form.getByRole('alert')).toContainText('兼任');
    await form.getByRole('checkbox', { name: '安全审计员' }).uncheck();
    await form.getByRole('button', { name: '授权', exact: true }).click();
    await expect(form).toBeHidden();
    await expect(win.getByRole('row', { name: /hexin/ })).toContainText('启用');
    await expect(win.getByRole('button', { name: '新建账号' })).toHaveCount(0);
  });

  await test.step('本人改密码，同事移交内容密钥', async () => {
    await openArchive(win, '样例库');
    await signInFirstAs(win, 'hexin', FIRST, PASSWORD);
    await openArchive(win, '样例库');
    await signIn(win, 'clerk', PASSWORD);
    await goTo(win, '账号');
    await win.getByRole('row', { name: /hexin/ }).getByRole('button', { name: '移交内容密钥' }).click();
    await expect(win.getByRole('row', { name: /hexin/ })).toContainText('持有');
  });

  await test.step('连续输错，锁定并报警，由安全保密管理员解锁', async () => {
    await openArchive(win, '样例库');
    for (let turn = 0; turn < 5; turn++) {
      await signInAs(win, 'hexin', `cuowu${turn}`);
      await expect(win.getByRole('alert').last()).toContainText(turn < 4 ? `${4 - turn} 次` : '锁定');
    }
    await signIn(win, 'security-admin', PASSWORD);
    await expect(win.getByRole('region', { name: '首页' })).toContainText(/锁定/);
    await goTo(win, '账号');
    await win.getByRole('row', { name: /hexin/ }).getByRole('button', { name: '解锁' }).click();
    await expect(win.getByRole('row', { name: /hexin/ })).not.toContainText('锁定');
  });

  await test.step('安全审计员：记录、链、封条', async () => {
    await openArchive(win, '样例库');
    await signIn(win, 'auditor', PASSWORD);
    await goTo(win, '审计');
    await win.getByLabel('按事件筛选').fill('accounts.');
    await win.keyboard.press('Enter');
    const events = win.getByRole('grid', { name: '审计记录' });
    for (const event of [
      'accounts.create',
      'accounts.grant',
      'accounts.hand-over-content-key',
      'accounts.unlock',
    ])
      await expect(events.getByRole('row', { name: new RegExp(event) }).first()).toBeVisible();
    // The refused grant stands there too.
    await expect(events.getByRole('row', { name: /accounts.grant.*拒绝/ })).toHaveCount(1);
    await win.getByRole('button', { name: '核对审计链' }).click();
    await expect(win.getByText(/链头/)).toBeVisible();
    await goTo(win, '封条');
    await win.getByRole('button', { name: '加今日封条' }).click();
    const seal = win.getByRole('region', { name: '封条' }).last();
    await expect(seal.getByRole('img', { name: '封条二维码' })).toBeVisible();
    const code = (await seal.locator('code').first().innerText()).trim();
    await win.getByLabel('纸上的封条编码').fill(code);
    await win.getByRole('button', { name: '核对封条' }).click();
    await expect(win.getByText(/第 1 号/).first()).toBeVisible();
    // One character copied wrong is told from a broken archive.
    await win.getByLabel('纸上的封条编码').fill(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`);
    await win.getByRole('button', { name: '核对封条' }).click();
    await expect(win.getByRole('alert').first()).toContainText(/抄|编码|校验/);
  });
});
