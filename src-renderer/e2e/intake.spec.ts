/** Roster, scans with everything wrong with them that a real folder has, the tray, the gate, the cadre's file and search. */
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { goTo, openArchive, pick, signIn } from './desk.ts';
import { type Dialogs, enter, expect, PASSWORD, SAMPLE, test } from './fixtures.ts';

/** The sample's scans with one page missing and six files that can't be placed. */
function troubled(folder: string): string {
  const scans = join(folder, '扫描件');
  cpSync(join(SAMPLE, '扫描件'), scans, { recursive: true });
  const pages = join(scans, '李样卷429999198006162988', '原始图像数据');
  const short = join(scans, '赵例文429999198811052183', '原始图像数据');
  const stranger = join(scans, '陌生人429999199001011234', '原始图像数据');
  rmSync(join(short, '0201-002-002.jpg'));
  mkdirSync(stranger, { recursive: true });
  copyFileSync(join(short, '0101-001-001.jpg'), join(stranger, '0101-001-001.jpg'));
  copyFileSync(join(pages, '0601-001-001.jpg'), join(pages, '封面.jpg'));
  copyFileSync(join(pages, '0602-001-001.jpg'), join(pages, '9999-001-001.jpg'));
  writeFileSync(join(pages, '0101-001-002.jpg'), '');
  writeFileSync(join(pages, '0701-001-002.jpg'), '这不是图像');
  writeFileSync(join(pages, '说明.docx'), 'PK');
  return scans;
}

async function checkRoster(win: Page, dialogs: Dialogs): Promise<void> {
  await goTo(win, '花名册');
  await dialogs.open(join(SAMPLE, '干部名册.xlsx'));
  await win.getByRole('button', { name: '导入名册…' }).click();
  await win.getByRole('button', { name: '选择名册文件…' }).click();
  await expect(win.getByText('第 2 行是表头')).toBeVisible();
}

async function importRoster(win: Page, dialogs: Dialogs): Promise<void> {
  await checkRoster(win, dialogs);
  await win.getByRole('button', { name: '预检（不写入）' }).click();
  await win.getByRole('button', { name: /^导入 \d+ 人$/ }).click();
  await expect(win.getByText(/已导入「干部名册.xlsx」/)).toBeVisible();
}

test('a roster shows every fault before anything is written, and twice imported doubles nobody', async ({
  archive,
  win,
  dialogs,
}) => {
  expect(archive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await checkRoster(win, dialogs);
  const check = win.getByRole('button', { name: '预检（不写入）' });

  // A wrong match is said where it is made, and can't go on.
  const department = win.getByRole('combobox', { name: '部门', exact: true });
  await department.click();
  await win.getByTitle('单位', { exact: true }).last().click();
  await expect(win.getByText(/「单位」和「部门」指到了同一列/)).toBeVisible();
  await expect(check).toBeDisabled();
  await department.click();
  await win.getByTitle('部门', { exact: true }).last().click();
  await check.click();

  await expect(win.getByText(/共 9 行：新增 6 人，更新 0 人，相同 0 人，不收 3 行/)).toBeVisible();
  for (const [cell, fault] of [
    ['E9', '校验位'],
    ['E10', '同一身份证号'],
    ['D11', '没有13月'],
  ] as const)
    await expect(win.getByRole('row', { name: new RegExp(`${cell} 错误，不收`) })).toContainText(fault);
  await win.getByRole('checkbox', { name: '只看错误' }).check();
  await expect(win.getByRole('row', { name: /E11/ })).toHaveCount(0);
  await win.keyboard.press('Escape');
  await expect(win.getByText('花名册是空的')).toBeVisible();

  await importRoster(win, dialogs);
  await expect(win.getByRole('grid', { name: '干部' }).getByRole('row')).toHaveCount(7);
  await expect(win.getByRole('row', { name: /李样卷/ })).toContainText('兼 1 职');

  await checkRoster(win, dialogs);
  await check.click();
  await expect(win.getByText(/新增 0 人，更新 0 人，相同 6 人/)).toBeVisible();
  await expect(win.getByRole('button', { name: '导入 0 人' })).toBeDisabled();
  await win.keyboard.press('Escape');

  // By initials from the filter into the list, and on into the file.
  await win.getByLabel('按姓名、拼音或首字母筛选').fill('wsf');
  await expect(win.getByRole('grid', { name: '干部' }).getByRole('row')).toHaveCount(2);
  await win.keyboard.press('Enter');
  await win.keyboard.press('Enter');
  await expect(win.getByRole('region', { name: '干部卷' })).toContainText('王示范');

  // The whole import is one act, undone from its history.
  await goTo(win, '花名册');
  await win.getByRole('button', { name: '导入名册…' }).click();
  await win.getByRole('button', { name: '撤销导入' }).click();
  await win.getByRole('button', { name: /^(OK|确\s?定)$/ }).click();
  await expect(win.getByText('已撤销')).toBeVisible();
  await win.keyboard.press('Escape');
  await expect(win.getByText('花名册是空的')).toBeVisible();
});

test('a record that moved on while it was typed loses neither side; a wrong number needs its reason', async ({
  sampleArchive,
  win,
}) => {
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await goTo(win, '花名册');
  await win.getByRole('row', { name: /李样卷/ }).click();
  await win.getByRole('button', { name: '修改登记' }).click();
  const dialog = win.getByRole('dialog', { name: /干部登记/ });
  await expect(dialog.getByLabel('身份证号')).toHaveValue('**************2988');
  await dialog.getByLabel('备注').fill('我写的');

  // The same archive, the same moment, another hand.
  const moved = await win.evaluate(async () => {
    const ids = await window.archive.call('people.ids', {
      text: '李样卷',
      sort: 'roster',
      descending: false,
    });
    const [id] = (ids as { data: { ids: number[] } }).data.ids;
    const got = await window.archive.call('people.get', { id });
    const { revision, fileId, volumeNumber, fileState, relatives, classes, ...person } = (
      got as { data: Record<string, unknown> }
    ).data;
    delete person['id'];
    const saved = await window.archive.call('people.save', {
      id,
      revision,
      person: { ...person, staffNumber: 'A-7' },
    });
    return { ok: saved.ok, was: [fileId, volumeNumber, fileState, relatives, classes].length };
  });
  expect(moved.ok).toBe(true);
  await win.keyboard.press('Control+s');
  await expect(dialog.getByText('此人的登记被改过')).toBeVisible();
  await expect(dialog.getByText(/备注：库中为「空」，您写的是「我写的」/)).toBeVisible();
  await expect(dialog.getByText(/工号：库中为「A-7」，您写的是「空」/)).toBeVisible();
  await dialog.getByRole('button', { name: '以我写的为准' }).click();

  await dialog.getByRole('button', { name: '显示' }).click();
  await dialog.getByLabel('身份证号').fill('429999198006162980');
  await win.keyboard.press('Control+s');
  await expect(dialog.getByText(/校验位不符/)).toBeVisible();
  await dialog.getByLabel('号码有误的说明').fill('1998年任免表原件如此');
  await win.keyboard.press('Control+s');
  await expect(dialog).toHaveCount(0);
  await expect(win.getByRole('row', { name: /李样卷/ })).toContainText('2980');

  // Relatives are kept in the file, masked until somebody asks.
  await win.getByRole('row', { name: /李样卷/ }).dblclick();
  const file = win.getByRole('region', { name: '干部卷' });
  await file.getByRole('button', { name: '登记…' }).click();
  const relatives = win.getByRole('dialog', { name: /家庭成员及主要社会关系/ });
  await relatives.getByRole('button', { name: '添一人' }).click();
  await win.keyboard.press('Control+s');
  await expect(relatives).toBeVisible();
  await relatives.getByLabel('称谓 1').fill('配偶');
  await relatives.getByLabel('姓名 1').fill('张某某');
  await win.keyboard.press('Control+s');
  await expect(relatives).toHaveCount(0);
  await expect(file.getByRole('listitem').filter({ hasText: '配偶' })).toHaveText('配偶　张**');
  await file.getByRole('button', { name: '显示证件号和亲属' }).click();
  await expect(file.getByRole('listitem').filter({ hasText: '配偶' })).toHaveText('配偶　张某某');
  await expect(file).toContainText('429999198006162980');
});

test('what cannot be placed waits with its reason until somebody decides; the gate names every difference', async ({
  archive,
  win,
  dialogs,
  folder,
}) => {
  expect(archive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await importRoster(win, dialogs);
  const scans = troubled(folder);
  const tray = win.getByRole('grid', { name: '待处理文件' });
  const importAll = async () => {
    await dialogs.open(scans);
    await win.getByRole('button', { name: '扫描件文件夹…' }).click();
    await dialogs.open(join(SAMPLE, '目录.xlsx'));
    await win.getByRole('button', { name: /^目录.xlsx/ }).click();
    await win.getByRole('button', { name: '开始导入' }).click();
  };

  await test.step('导入', async () => {
    await goTo(win, '收件');
    await importAll();
    const result = win.getByRole('alert').filter({ hasText: '导入扫描件：扫描件：完成' });
    await expect(result).toContainText('新增页80', { timeout: 60_000 });
    await expect(result).toContainText('待处理6');
    // Coming back finds what came of it.
    await goTo(win, '首页');
    await goTo(win, '收件');
    await expect(result).toContainText('新增页80');
    await importAll();
    await expect(result).toContainText('新增页0', { timeout: 60_000 });
    await expect(result).toContainText('已在库中86');
  });

  await test.step('待处理', async () => {
    await win.getByRole('tab', { name: '待处理（6）' }).click();
    for (const reason of [
      '空文件',
      '格式与后缀不符',
      '没有这个类号',
      '文件名不合规则',
      '格式不收',
      '认不出是谁',
    ])
      await expect(tray.getByRole('row', { name: new RegExp(reason) })).toHaveCount(1);
    // Lists mask the identity number that the folder is called by.
    await expect(tray).not.toContainText('429999198006162988');

    await tray.getByRole('row', { name: /认不出是谁/ }).click();
    await expect(win.getByRole('group', { name: '文件说明' })).toContainText('怎么办');
    await win.keyboard.press('Enter');
    await pick(win, '哪位干部', '欧阳');
    await win.getByRole('radio', { name: '新建一件' }).check();
    await expect(win.getByRole('dialog')).toContainText('0101');
    await win.getByRole('button', { name: '归入', exact: true }).click();
    await expect(tray.getByRole('row')).toHaveCount(6);

    await tray.getByRole('row', { name: /空文件/ }).click();
    await win.keyboard.press('Delete');
    await win.getByLabel('不收的理由').fill('原件只有一面');
    await win.keyboard.press('Enter');
    await expect(tray.getByRole('row')).toHaveCount(5);
    await win.getByLabel('状态').click();
    await win.getByTitle('未收', { exact: true }).click();
    await tray.getByRole('row', { name: /0101-001-002/ }).click();
    await expect(win.getByRole('group', { name: '文件说明' })).toContainText('原件只有一面');
  });

  await test.step('漏扫闸门', async () => {
    await win.getByRole('tab', { name: /漏扫闸门/ }).click();
    const cadres = win.getByRole('listbox', { name: '按干部' });
    await cadres.getByRole('option', { name: /赵例文/ }).click();
    const gate = win.getByRole('grid', { name: '差异' });
    await expect(gate.getByRole('row')).toHaveCount(2);
    await gate.getByRole('row', { name: /缺页/ }).click();
    await expect(win.getByRole('group', { name: '差异说明' })).toContainText('页数 2，实际扫描 1：少 1 页');
    await expect(win.getByRole('button', { name: '认可…' })).toBeDisabled();
    await win.getByRole('button', { name: '看材料' }).click();
    await expect(win.getByRole('region', { name: '编目' })).toBeVisible();
    await expect(win.getByRole('img', { name: '第 1 页' })).toBeVisible();
  });

  await test.step('审核员认可', async () => {
    await openArchive(win, '样例库');
    await signIn(win, 'reviewer', PASSWORD);
    await goTo(win, '花名册');
    await win.getByRole('row', { name: /赵例文/ }).dblclick();
    await expect(win.getByText(/漏扫闸门 1 项/)).toBeVisible();
    await win.getByRole('button', { name: '去办理' }).first().click();
    await win.getByRole('row', { name: /缺页/ }).click();
    await win.getByRole('button', { name: '认可…' }).click();
    await win.getByLabel('认可的理由').fill('第2页为空白页，不扫');
    await win.keyboard.press('Enter');
    await expect(win.getByRole('row', { name: /缺页/ })).toHaveCount(0);
    await win.getByRole('checkbox', { name: '连同已认可的' }).check();
    await expect(win.getByRole('row', { name: /缺页/ })).toContainText('王审核');
    await goTo(win, '花名册');
    await win.getByRole('row', { name: /赵例文/ }).dblclick();
    await expect(win.getByText(/已认可的差异 1 处/)).toBeVisible();
    await expect(win.getByText(/漏扫闸门 1 项/)).toHaveCount(0);
  });
});

test('search marks the hits in their context, goes on past the first page, opens the page, and says what it searched', async ({
  sampleArchive,
  win,
}) => {
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await win.keyboard.press('Control+Shift+F');
  const box = win.getByLabel('检索词');
  const hits = win.getByRole('listbox', { name: '检索结果' });
  await expect(win.getByText('81 页中 81 页有文字')).toBeVisible();

  // An input method at work searches nothing; its end does.
  await box.focus();
  await box.dispatchEvent('compositionstart');
  await win.keyboard.type('房产');
  await win.waitForTimeout(600);
  await expect(hits).toHaveCount(0);
  await box.dispatchEvent('compositionend');
  await expect(hits.getByRole('option').first().locator('mark').first()).toHaveText('房产');

  await box.fill('年');
  await expect(win.getByText(/共 \d+ 处，已列出 50 处/)).toBeVisible();
  for (let at = 0; at < 8; at += 1) await win.keyboard.press('PageDown');
  await expect(win.getByText(/已列出 50 处/)).toHaveCount(0);
  await expect(hits.locator('[aria-selected=true]')).toHaveAttribute('aria-posinset', /^(5\d|6\d)$/);

  await box.fill('王示范');
  await expect(win.getByRole('button', { name: /^王示范（/ })).toBeVisible();

  await box.fill('没有这样的词');
  await expect(win.getByText('没有找到含有「没有这样的词」的材料')).toBeVisible();
  await expect(win.getByText(/查过的：您知悉范围内 59 件的题名和著录项、81 页的正文/)).toBeVisible();

  await box.fill('房产');
  await expect(hits.getByRole('option').first()).toBeVisible();
  await win.getByRole('button', { name: '更多条件' }).click();
  await win.getByLabel('日期起', { exact: true }).fill('2026.1');
  await win.keyboard.press('Enter');
  await expect(win.getByText('共 2 处')).toBeVisible();
  await win.getByLabel('日期起', { exact: true }).fill('去年');
  await win.keyboard.press('Tab');
  await expect(win.getByTitle(/日期应写作/)).toBeVisible();
  await win.keyboard.press('Control+f');
  await win.keyboard.press('ArrowDown');
  const second = hits.getByRole('option').nth(1);
  await expect(second).toHaveAttribute('aria-selected', 'true');
  const where = /第 (\d) 页正文/.exec((await second.innerText()) ?? '')?.[1] ?? '';
  await win.keyboard.press('Enter');
  await expect(win.getByRole('region', { name: '编目' })).toBeVisible();
  await expect(win.getByRole('img', { name: `第 ${where} 页` })).toBeVisible();
});
