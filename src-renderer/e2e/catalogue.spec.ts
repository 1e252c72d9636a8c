/** The desk of clerk and appraiser: catalogue by keyboard alone, number, void, appraise by two; drafts and conflicts. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { goTo, openArchive, pick, signIn, takeFirst } from './desk.ts';
import { enter, expect, PASSWORD, test } from './fixtures.ts';
import { countPresses, formField as field, turnTo } from './keyboard-only.ts';

const NAME = '王示范';

test('items are catalogued without a mouse, and what was typed outlives the lock', async ({
  sampleArchive,
  win,
}) => {
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  const presses = await countPresses(win);
  const grid = win.getByRole('grid', { name: '材料' });

  await test.step('find the file, open its first item, write', async () => {
    await turnTo(win, '编目');
    await win.keyboard.type('wangshifan');
    await win
      .getByRole('option', { name: new RegExp(NAME) })
      .first()
      .waitFor({ state: 'attached' });
    await win.keyboard.press('Enter');
    await expect(grid).toHaveAttribute('aria-rowcount', '12');
    await win.keyboard.press('Control+ArrowDown');
    await expect(field(win, '类号')).toBeFocused();
    await win.keyboard.press('Enter');
    await expect(field(win, '题名')).toBeFocused();
    await win.keyboard.type('（补）');
    await win.keyboard.press('Enter');
    await win.keyboard.press('Control+a');
    await win.keyboard.type('2024年6月');
    await expect(win.getByText('2024.06', { exact: true })).toBeVisible();
    await win.keyboard.press('Enter');
    await win.keyboard.type('县委组织部');
  });

  await test.step('lock at once; unlocked, the draft is there and says so', async () => {
    await win.keyboard.press('Control+Shift+L');
    await expect(win.getByRole('heading', { name: '屏幕已锁定' })).toBeVisible();
    await expect(win.getByLabel('密码', { exact: true })).toBeFocused();
    await win.keyboard.type(PASSWORD);
    await win.keyboard.press('Enter');
    await expect(win.getByText(/已恢复 .* 未保存的草稿/)).toBeVisible();
    await expect(field(win, '责任者')).toHaveValue('县委组织部');
    await expect(field(win, '日期')).toHaveValue('2024年6月');
    await expect(field(win, '题名')).toHaveValue(/（补）$/);
  });

  await test.step('save; the cursor stays, and stays in its field in the next item', async () => {
    await expect(field(win, '类号')).toBeFocused();
    for (let fields = 0; fields < 3; fields++) await win.keyboard.press('Enter');
    await expect(field(win, '责任者')).toBeFocused();
    await win.keyboard.press('Control+s');
    await expect(win.getByText('已保存')).toBeVisible();
    await expect(field(win, '责任者')).toBeFocused();
    await expect(field(win, '日期')).toHaveValue('202406');
    await win.keyboard.press('Control+ArrowDown');
    await expect(field(win, '责任者')).toHaveValue('');
    await expect(field(win, '责任者')).toBeFocused();
  });

  await test.step('copy from above, save, take back, do again', async () => {
    await win.keyboard.press('Control+d');
    await expect(field(win, '责任者')).toHaveValue('县委组织部');
    await win.keyboard.press('Control+s');
    await expect(win.getByRole('form', { name: '著录' })).not.toContainText('未保存');
    await win.keyboard.press('Control+Alt+z');
    await expect(win.getByText(/已撤销：修改「.+」/)).toBeVisible();
    await expect(field(win, '责任者')).toHaveValue('');
    await win.keyboard.press('Control+Alt+y');
    await expect(win.getByText(/已重做：修改「.+」/)).toBeVisible();
    await expect(field(win, '责任者')).toHaveValue('县委组织部');
  });

  await test.step('save and new: the class is carried over, paper alone is enough', async () => {
    await win.keyboard.press('Control+Enter');
    await expect(win.getByText('新建一件', { exact: true }).last()).toBeVisible();
    await expect(field(win, '题名')).toBeFocused();
    await expect(win.getByRole('form', { name: '著录' })).toContainText('年度报告表');
    await win.keyboard.type('补充说明');
    await win.keyboard.press('Control+s');
    await expect(grid).toHaveAttribute('aria-rowcount', '13');
    await expect(field(win, '题名')).toBeFocused();
    await expect(win.getByText('这一件还没有扫描页')).toBeVisible();
    await win.keyboard.press('F8');
    // It is the only one whose pages nobody has counted.
    await expect(win.getByText('没有未填全的件了')).toBeVisible();
  });
  expect(await presses()).toBe(0);
});

test('somebody else saved first: both are shown, nothing typed is lost', async ({ sampleArchive, win }) => {
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await goTo(win, '编目');
  await takeFirst(win, '材料');
  const author = field(win, '责任者');
  await author.fill('我写的单位');
  const saved = await win.evaluate(async () => {
    const call = window.archive.call;
    const ids = await call('catalogue.ids', { sort: 'arrangement', descending: false });
    const id = ids.ok ? (ids.data as { ids: number[] }).ids[0] : undefined;
    const got = await call('catalogue.get', { id });
    if (!got.ok) return got;
    const item = got.data as Record<string, unknown>;
    const names =
      'classCode title date author documentNumber sourceKind nature supplier originality signed stamped secrecy secrecyYears retention paperPages remarks';
    const draft = Object.fromEntries(names.split(' ').map((name) => [name, item[name]]));
    return call('catalogue.save', {
      id,
      revision: item['revision'],
      item: { ...draft, author: '别人写的单位' },
    });
  });
  expect(saved).toMatchObject({ ok: true });
  await win.keyboard.press('Control+s');
  await expect(win.getByText('您编辑期间，这件材料被别人改过')).toBeVisible();
  await expect(win.getByText('责任者：库中为「别人写的单位」，您写的是「我写的单位」')).toBeVisible();
  await expect(author).toHaveValue('我写的单位');
  await win.getByRole('button', { name: '以我写的为准' }).click();
  await win.keyboard.press('Control+s');
  await expect(win.getByText('已保存')).toBeVisible();
  await expect(win.getByRole('form', { name: '著录' })).not.toContainText('未保存');
});

test('a volume is arranged, fixed, a number voided; late material comes after; re-arranged by approval', async ({
  sampleArchive,
  win,
  dialogs,
  folder,
}) => {
  test.setTimeout(150_000);
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await goTo(win, '编号');
  await pick(win, '哪位干部', NAME);
  const list = win.getByRole('grid', { name: '本卷各件' });
  const row = (number: string) => list.getByRole('row', { name: new RegExp(number) });
  const before = await row('0201-1').innerText();

  await list.getByRole('row', { name: /0201-2/ }).click();
  await win.keyboard.press('Alt+ArrowUp');
  await expect(win.getByText('检查发现 1 处：次序 1')).toBeVisible();
  await expect.poll(() => row('0201-1').innerText()).not.toBe(before);
  await win.getByRole('button', { name: '按规则排列' }).click();
  await expect(win.getByText(/检查发现/)).toHaveCount(0);
  await expect.poll(() => row('0201-1').innerText()).toBe(before);

  await win.getByRole('button', { name: '定号（11 件）…' }).click();
  await expect(win.getByRole('dialog')).toContainText('件号 1 至 11');
  await win.getByRole('dialog').getByRole('button', { name: '提请' }).click();
  await expect(win.getByText('周档案已提请定号，等另一人在「审批」中批准。')).toBeVisible();
  await expect(row('J019-RS·LZ-0002-011')).toContainText('整理中');
  await openArchive(win, '样例库');
  await signIn(win, 'reviewer', PASSWORD);
  await goTo(win, '编号');
  await win.getByRole('button', { name: /的定号$/ }).click();
  await expect(win.getByRole('tab', { name: '审批', exact: true })).toBeVisible();
  await win.getByRole('tab', { name: '档号式样' }).click();
  await win.getByLabel('名称').fill('带年度');
  await win.getByLabel('写法').fill('{fonds}-RS·LZ·{year}-{item}');
  await expect(win.getByText(/还不能用：缺少卷号/)).toBeVisible();
  await win.getByLabel('写法').fill('{fonds}-RS·LZ·{year}-{volume:4}-{item:3}');
  await win.getByRole('button', { name: '对全部档号试算' }).click();
  await expect(win.getByText('试了 11 个档号，没有相重')).toBeVisible();
  await win.getByRole('button', { name: '保存式样' }).click();
  await expect(win.getByRole('row', { name: /带年度/ })).toContainText('王审核');
  await openArchive(win, '样例库');
  await signIn(win, 'clerk', PASSWORD);
  await goTo(win, '编号');
  await pick(win, '哪位干部', NAME);
  await expect(row('J019-RS·LZ-0002-011')).toContainText('已定号');
  await expect(win.getByText(/装订。/)).toBeVisible();

  await row('0201-2').click();
  await win.getByRole('button', { name: '作废…' }).click();
  await win.getByLabel('作废理由').fill('误收他人材料');
  await win.keyboard.press('Enter');
  await expect(row('0201-2')).toContainText('已作废');
  await expect(win.getByText('作废理由：误收他人材料')).toBeVisible();
  await win.getByRole('button', { name: '去编目' }).click();
  await win
    .getByRole('grid', { name: '材料' })
    .getByRole('row', { name: /0201-2/ })
    .click();
  await expect(win.getByText(/已作废：误收他人材料/)).toBeVisible();
  await expect(field(win, '题名')).toBeDisabled();

  await win.keyboard.press('Alt+n');
  await field(win, '类号').fill('0201');
  await win.keyboard.press('Enter');
  await field(win, '题名').fill('迟到的报告表');
  await win.keyboard.press('Control+s');
  await expect(win.getByText('已保存')).toBeVisible();
  await goTo(win, '编号');
  await pick(win, '哪位干部', NAME);
  await expect(win.getByText(/本卷已定号 10 件；新补的 1 件接在后面：件号从 12 起/)).toBeVisible();
  await expect(row('0201-3')).toContainText('迟到的报告表');

  await win.getByRole('button', { name: '申请重新整理…' }).click();
  await win.getByLabel('重新整理的理由').fill('装订前发现次序有误');
  await win.keyboard.press('Enter');
  await expect(win.getByRole('tab', { name: '审批（1 项待批）' })).toBeVisible();
  await openArchive(win, '样例库');
  await signIn(win, 'approver', PASSWORD);
  await goTo(win, '编号');
  await expect(win.getByText(/申请：装订前发现次序有误/)).toBeVisible();
  await expect(win.getByRole('row', { name: /J019-RS·LZ-0002-001 J019-RS·LZ-0002-012/ })).toBeVisible();
  await win.getByRole('button', { name: '批准', exact: true }).click();
  await dialogs.save(join(folder, '改写清单.docx'));
  await win.getByRole('button', { name: '改写清单 docx' }).click();
  await expect.poll(() => existsSync(join(folder, '改写清单.docx'))).toBe(true);
  await goTo(win, '编目');
  await pick(win, '哪位干部', NAME);
  await takeFirst(win, '材料');
  await expect(win.getByText(/^原号 0101-1 J019-RS·LZ-0002-001/)).toBeVisible();
});

test('two people appraise; what goes back is mended and comes again', async ({ sampleArchive, win }) => {
  test.setTimeout(150_000);
  expect(sampleArchive).toContain('样例库');
  const opinion = win.getByRole('form', { name: '鉴定意见' });
  await enter(win, 'appraiser', PASSWORD);
  await goTo(win, '鉴定');

  await test.step('an opinion by keyboard, which goes back to the clerk', async () => {
    await takeFirst(win, '鉴定清单');
    await opinion.waitFor();
    await win.keyboard.press('Enter');
    // Value, reason, evidence of four judgements; an empty reason takes the usual phrase.
    for (let fields = 0; fields < 12; fields++) await win.keyboard.press('Enter');
    await expect(opinion.getByRole('combobox', { name: '真实性的理由' })).toHaveValue(
      '原件在卷，签名盖章齐全',
    );
    await win.keyboard.press('ArrowRight');
    await win.keyboard.press('Control+s');
    await expect(opinion.getByText('退回的要写明请档案员补什么')).toBeVisible();
    await win.keyboard.press('Enter');
    await win.keyboard.type('请补单位盖章');
    await win.keyboard.press('Control+s');
    await expect(opinion.getByLabel('说明')).toHaveValue('');
  });

  await test.step('one cannot confirm oneself', async () => {
    await win.getByText('待复核', { exact: true }).click();
    await takeFirst(win, '鉴定清单');
    await expect(win.getByText('这是您自己提出的意见，须由另一人复核。')).toBeVisible();
    await expect(win.getByRole('button', { name: '同意', exact: true })).toBeDisabled();
  });

  await test.step('another confirms', async () => {
    await openArchive(win, '样例库');
    await signIn(win, 'reviewer', PASSWORD);
    await goTo(win, '鉴定');
    await takeFirst(win, '鉴定清单');
    await expect(win.getByText('说明：请补单位盖章')).toBeVisible();
    await win.getByRole('button', { name: '同意', exact: true }).click();
    await expect(win.getByText('没有待复核的鉴定意见')).toBeVisible();
  });

  await test.step('the clerk sees it on top of the form, mends it, and it comes again', async () => {
    await openArchive(win, '样例库');
    await signIn(win, 'clerk', PASSWORD);
    await goTo(win, '鉴定');
    await takeFirst(win, '鉴定清单');
    await win.getByRole('button', { name: '去编目补正' }).click();
    await expect(win.getByText('鉴定要求补正：请补单位盖章')).toBeVisible();
    await win.getByLabel('补正情况').fill('已补盖公章');
    await win.keyboard.press('Enter');
    await expect(win.getByText('鉴定要求补正：请补单位盖章')).toHaveCount(0);
    await expect(win.getByRole('form', { name: '著录' })).toContainText('待鉴定');
  });
});

test('the reviewer makes a new version of the class scheme; a clerk only reads it', async ({
  sampleArchive,
  win,
}) => {
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'reviewer', PASSWORD);
  await goTo(win, '分类方案');
  const one = win.getByRole('row', { name: '0501 操办婚丧喜庆报告' });
  await one.focus();
  await win.keyboard.press('Enter');
  await expect(win.getByLabel('名称')).toBeFocused();
  await win.getByLabel('提供者').fill('本人或所在单位');
  await win.keyboard.press('Enter');
  await expect(win.getByText('改了 1 类，未保存')).toBeVisible();
  await win.keyboard.press('Control+s');
  await win.getByLabel('修改理由和依据').fill('按本县规定');
  await win.keyboard.press('Enter');
  await expect(win.getByText('第 2 版', { exact: true })).toBeVisible();
  await expect(one).toContainText('本人或所在单位');
  await openArchive(win, '样例库');
  await signIn(win, 'clerk', PASSWORD);
  await goTo(win, '分类方案');
  await expect(win.getByText('由审核员修改。')).toBeVisible();
  await one.focus();
  await win.keyboard.press('Enter');
  await expect(win.getByRole('dialog')).toHaveCount(0);
});
