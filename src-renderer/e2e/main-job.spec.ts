/** The main job through the window, from an empty machine to a bundle that another archive takes, with real files. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PEOPLE } from '#main/testing/archive.ts';
import { goTo, openArchive, pick, signIn, signInFirst, takeFirst } from './desk.ts';
import { expect, PASSWORD, SAMPLE, test } from './fixtures.ts';

const ROLE_WORDS: Record<string, string> = {
  'system-admin': '系统管理员',
  'security-admin': '安全保密管理员',
  auditor: '安全审计员',
  clerk: '档案员',
  appraiser: '鉴定员',
  reviewer: '审核员',
  approver: '审批人',
};
/** Somebody of the sample with a title on record, and a word of one of their pages. */
const NAME = '王示范';

test('an archive is made, filled, numbered, appraised; a file leaves it and another archive takes it', async ({
  archive,
  win,
  dialogs,
  folder,
}) => {
  test.setTimeout(240_000);
  expect(archive).toContain('样例库');
  const place = join(folder, '发件');
  mkdirSync(place);
  const first: Record<string, string> = {};

  await test.step('建库向导', async () => {
    await win.getByRole('button', { name: '新建库…' }).click();
    await win.getByLabel('全宗号').fill('J021');
    await win.getByLabel('全宗名称').fill('发件县纪委');
    await win.getByLabel('库名').fill('发件库');
    await dialogs.open(place);
    await win.getByRole('button', { name: '选择文件夹…' }).click();
    await win.getByRole('button', { name: '下一步' }).click();
    for (const [role, login, name] of PEOPLE) {
      await win.getByLabel(`${ROLE_WORDS[role]}姓名`, { exact: true }).fill(name);
      await win.getByLabel(`${ROLE_WORDS[role]}登录名`, { exact: true }).fill(login);
    }
    await win.getByRole('button', { name: '为空着的生成密码' }).click();
    for (const [role] of PEOPLE)
      first[role] = await win.getByLabel(`${ROLE_WORDS[role]}初始密码`, { exact: true }).inputValue();
    await win.getByRole('button', { name: '建库', exact: true }).click();
    // The shares are shown until the person says that they are on paper.
    await expect(win.getByRole('listitem')).toHaveCount(3, { timeout: 30_000 });
    await expect(win.getByRole('button', { name: '去登录' })).toBeDisabled();
    await win.getByRole('checkbox', { name: /三份都已打印/ }).check();
    await win.getByRole('button', { name: '去登录' }).click();
  });

  await test.step('名册', async () => {
    await signInFirst(win, 'clerk', first['clerk'] ?? '', PASSWORD);
    await goTo(win, '花名册');
    await dialogs.open(join(SAMPLE, '干部名册.xlsx'));
    await win.getByRole('button', { name: '导入名册…' }).click();
    await win.getByRole('button', { name: '选择名册文件…' }).click();
    await win.getByRole('button', { name: '预检（不写入）' }).click();
    // Faults stand by row and cell before anything is written.
    await expect(win.getByRole('row', { name: /E9/ })).toContainText('校验位');
    await win.getByRole('button', { name: /^导入 \d+ 人$/ }).click();
    await expect(win.getByRole('row', { name: new RegExp(NAME) })).toBeVisible();
    await expect(win.getByRole('row', { name: /𠮷样本/ })).toBeVisible();
  });

  await test.step('收件', async () => {
    await goTo(win, '收件');
    await dialogs.open(join(SAMPLE, '扫描件'));
    await win.getByRole('button', { name: '扫描件文件夹…' }).click();
    await dialogs.open(join(SAMPLE, '目录.xlsx'));
    await win.getByRole('button', { name: /^目录.xlsx/ }).click();
    await win.getByRole('button', { name: '开始导入' }).click();
    await expect(win.getByText('导入扫描件：扫描件：完成')).toBeVisible({ timeout: 60_000 });
    await dialogs.open(join(SAMPLE, '文字底稿'));
    await win.getByRole('button', { name: '导入文字底稿…' }).click();
    await expect(win.getByText(/导入文字底稿.*：完成/)).toBeVisible({ timeout: 30_000 });
    await win.getByRole('tab', { name: '漏扫闸门' }).click();
    await expect(win.getByText('纸质与扫描件全部相符')).toBeVisible();
  });

  await test.step('编目', async () => {
    await goTo(win, '编目');
    await pick(win, '哪位干部', NAME);
    await takeFirst(win, '材料');
    await expect(win.getByRole('img', { name: '第 1 页' })).toBeVisible();
    const author = win.getByRole('textbox', { name: '责任者' });
    await author.fill('样例县委组织部');
    await win.keyboard.press('Control+s');
    await expect(win.getByText('已保存')).toBeVisible();
    await expect(author).toHaveValue('样例县委组织部');
  });

  const papers = join(folder, '单据');
  mkdirSync(papers);
  await test.step('编号与卷内目录', async () => {
    await goTo(win, '编号');
    await pick(win, '哪位干部', NAME);
    await win.getByRole('button', { name: /^定号（11 件）…$/ }).click();
    await win.getByRole('dialog').getByRole('button', { name: '提请' }).click();
    await expect(win.getByText(/已提请定号，等另一人/)).toBeVisible();
    await openArchive(win, '发件库');
    await signInFirst(win, 'reviewer', first['reviewer'] ?? '', PASSWORD);
    await goTo(win, '编号');
    await win.getByRole('button', { name: `批准${NAME}的定号` }).click();
    await openArchive(win, '发件库');
    await signIn(win, 'clerk', PASSWORD);
    await goTo(win, '编号');
    await pick(win, '哪位干部', NAME);
    await expect(win.getByRole('row', { name: /J021-RS·LZ-0002-011/ })).toContainText('已定号');
    for (const format of ['docx', 'xlsx']) {
      await dialogs.save(join(papers, `目录.${format}`));
      await win.getByRole('button', { name: `卷内目录 ${format}` }).click();
      await expect.poll(() => readdirSync(papers)).toContain(`目录.${format}`);
      expect(
        readFileSync(join(papers, `目录.${format}`))
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
    }
  });

  await test.step('检索', async () => {
    await goTo(win, '检索');
    await win.getByLabel('检索词').fill('房');
    const hit = win.getByRole('option', { name: new RegExp(NAME) }).first();
    await expect(hit.locator('mark').first()).toHaveText('房');
    await hit.dblclick();
    await expect(win.getByRole('region', { name: '编目' })).toBeVisible();
    await expect(win.getByRole('img', { name: /第 \d 页/ })).toBeVisible();
  });

  await test.step('鉴定，两个人', async () => {
    await openArchive(win, '发件库');
    await signInFirst(win, 'appraiser', first['appraiser'] ?? '', PASSWORD);
    await goTo(win, '鉴定');
    await takeFirst(win, '鉴定清单');
    for (const aspect of ['真实性', '保存价值', '保管期限', '密级'])
      await win.getByRole('combobox', { name: `${aspect}的理由` }).fill('原件在卷，手续齐全');
    await win.keyboard.press('Control+s');
    await win.getByText('待复核', { exact: true }).click();
    await takeFirst(win, '鉴定清单');
    await expect(win.getByText('须由另一人复核')).toBeVisible();
    await expect(win.getByRole('button', { name: '同意', exact: true })).toBeDisabled();
    await openArchive(win, '发件库');
    await signIn(win, 'reviewer', PASSWORD);
    await goTo(win, '鉴定');
    await takeFirst(win, '鉴定清单');
    await win.getByRole('button', { name: '同意', exact: true }).click();
    await expect(win.getByText('没有待复核的鉴定意见')).toBeVisible();
  });

  await test.step('互换密钥卡', async () => {
    for (const [own, other, file] of [
      ['样例库', '发件库', '收件单位'],
      ['发件库', '样例库', '发件单位'],
    ] as const) {
      await openArchive(win, own);
      await signIn(win, 'clerk', PASSWORD);
      await goTo(win, '设置');
      await dialogs.save(join(papers, `${file}.json`));
      await win.getByRole('button', { name: '导出单位密钥卡…' }).click();
      const said = await win.getByText(/已写出.*指纹/).innerText();
      const fingerprint = /指纹 ([0-9a-f ]+)/.exec(said)?.[1]?.trim() ?? '';
      expect(fingerprint).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){7,}$/);
      const card = readdirSync(papers).find((name) => name.startsWith(file)) ?? '';
      await openArchive(win, other);
      await signIn(win, 'clerk', PASSWORD);
      await goTo(win, '转递');
      await win.getByRole('tab', { name: '往来单位' }).click();
      await dialogs.open(join(papers, card));
      await win.getByRole('button', { name: '登记对方密钥卡…' }).click();
      await expect(win.getByText('尚未核对')).toBeVisible();
      await openArchive(win, other);
      await signIn(win, 'reviewer', PASSWORD);
      await goTo(win, '转递');
      await win.getByRole('tab', { name: '往来单位' }).click();
      await win.getByRole('button', { name: '核对指纹' }).click();
      await win.getByLabel('对方读出的指纹').fill(fingerprint);
      await win.getByRole('button', { name: '确认一致' }).click();
      await expect(win.getByText('尚未核对')).toHaveCount(0);
    }
  });

  const carried = join(folder, '转递');
  mkdirSync(carried);
  await test.step('封包', async () => {
    await openArchive(win, '发件库');
    await signInFirst(win, 'approver', first['approver'] ?? '', PASSWORD);
    await goTo(win, '转递');
    await win.getByRole('tab', { name: '转出封包' }).click();
    await pick(win, '选择干部', '李样卷');
    await expect(win.getByText(/还有 \d+ 处障碍/)).toBeVisible();
    await pick(win, '选择干部', NAME);
    await expect(win.getByText('没有障碍，可以封包')).toBeVisible();
    await win.getByLabel('转往单位').click();
    await win.keyboard.press('Enter');
    await win.getByLabel('转递原因').fill('调任');
    await dialogs.open(carried);
    await win.getByRole('button', { name: '选择存放位置并封包…' }).click();
    await expect(win.getByText('已封包', { exact: true })).toBeVisible({ timeout: 60_000 });
  });
  const bundle = readdirSync(carried).find((name) => name.endsWith('.tar.age')) ?? '';
  expect(bundle).not.toBe('');

  await test.step('收包、接收、回执', async () => {
    await openArchive(win, '样例库');
    await signIn(win, 'clerk', PASSWORD);
    await goTo(win, '转递');
    await dialogs.open(join(carried, bundle));
    await win.getByRole('button', { name: '收到转递包…' }).click();
    await expect(win.getByText('已核对，待接收')).toBeVisible({ timeout: 60_000 });
    await openArchive(win, '样例库');
    await signIn(win, 'approver', PASSWORD);
    await goTo(win, '转递');
    await win.getByText('已核对，待接收').click();
    await expect(win.getByText('本库没有此人，接收时新建一卷。')).toBeVisible();
    await dialogs.save(join(carried, '回执.json'));
    await win.getByRole('button', { name: '接收并出回执…' }).click();
    await expect(win.getByText('已接收', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    await goTo(win, '编目');
    await expect(win.getByRole('row', { name: new RegExp(NAME) })).toHaveCount(11);
  });

  await test.step('回执办结，就地封存', async () => {
    const receipt = readdirSync(carried).find((name) => name.startsWith('回执')) ?? '';
    await openArchive(win, '发件库');
    await signIn(win, 'approver', PASSWORD);
    await goTo(win, '转递');
    await dialogs.open(join(carried, receipt));
    await win.getByRole('button', { name: '收到回执…' }).click();
    await expect(win.getByText('已回执，本卷封存').first()).toBeVisible();
    await goTo(win, '花名册');
    await expect(win.getByRole('row', { name: new RegExp(NAME) })).toContainText('已封存');
  });
});
