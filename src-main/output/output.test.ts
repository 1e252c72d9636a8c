import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, Output } from '#contract/index.ts';
import type { SecrecyLevel } from '#contract/vocabulary.ts';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';
import { mountOf } from './medium.ts';

let archive: TestArchive;
let people: Output<'people.rows'>['rows'];
let classCode: string;

beforeAll(async () => {
  archive = await TestArchive.create();
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  people = (await archive.must('people.rows', { ids })).rows;
  const scheme = await archive.must('catalogue.scheme', {});
  classCode = scheme.classes.find((one) => one.parent !== null)?.code ?? '';
});
afterAll(() => archive.discard());

const place = (name: string) => join(archive.folder, name);
const target = (name: string) => archive.application.grantPath(place(name));
const fileOf = (at: number) => people[at]?.fileId ?? 0;

async function addItem(
  fileId: number,
  title: string,
  secrecy: SecrecyLevel,
): Promise<{ id: number; revision: number }> {
  return archive.must('catalogue.create', {
    fileId,
    item: {
      classCode,
      title,
      date: '20240301',
      author: '',
      documentNumber: '',
      sourceKind: 'organisation',
      nature: 'statement',
      supplier: '',
      originality: 'original',
      signed: false,
      stamped: false,
      secrecy,
      secrecyYears: 0,
      retention: 'D10',
      paperPages: 1,
      remarks: '',
    },
  });
}

const catalogueOf = (fileId: number, name: string): Input<'numbering.exportCatalogue'> => ({
  fileId,
  format: 'docx',
  target: target(name),
});
async function said(input: Input<'numbering.exportCatalogue'>): Promise<string> {
  const result = await archive.application.call('numbering.exportCatalogue', input);
  return result.ok ? 'ok' : `${result.error.code} ${result.error.message}`;
}
async function register(): Promise<Output<'output.ledgerRows'>['rows']> {
  const { ids } = await archive.must('output.ledgerIds', {});
  return (await archive.must('output.ledgerRows', { ids })).rows;
}

describe('the gate', () => {
  test('what the policy only registers leaves at once and stands in the register with its digest', async () => {
    await archive.as('clerk');
    await addItem(fileOf(0), '任职文件', 'secret');
    const written = await archive.must('numbering.exportCatalogue', {
      ...catalogueOf(fileOf(0), '秘密.docx'),
      leaving: { purpose: '移交前核对', destination: '组织部', copies: 2 },
    });
    const bytes = readFileSync(place('秘密.docx'));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(written.sha256);
    expect(await register()).toMatchObject([
      {
        number: 1,
        kind: '卷内目录',
        level: 'secret',
        mark: '秘密★10年',
        copies: 2,
        purpose: '移交前核对',
        destination: '组织部',
        sha256: written.sha256,
        approval: '',
      },
    ]);
  });

  test('机密 asks for an approval: by another person, of this content, this number of copies, once', async () => {
    await archive.as('clerk');
    await addItem(fileOf(1), '信访线索', 'confidential');
    expect(await said(catalogueOf(fileOf(1), '机密.docx'))).toContain('state-refused');
    expect(existsSync(place('机密.docx'))).toBe(false);
    const ask = {
      subject: { what: 'catalogue', id: fileOf(1) },
      copies: 1,
      purpose: '报领导审阅',
      destination: '办公室',
    } as const;
    const one = await archive.must('output.request', ask);
    expect(one).toMatchObject({
      level: 'confidential',
      mark: '机密★20年',
      state: 'submitted',
      mayDecide: false,
    });
    expect(await archive.refusal('output.decide', { id: one.id, approve: true, note: '' })).toBe('forbidden');
    expect(await said(catalogueOf(fileOf(1), '机密.docx'))).toContain('须先经审批');
    await archive.as('approver');
    await archive.must('output.decide', { id: one.id, approve: true, note: '' });
    // Two approvers at once, or one who clicks twice: the second finds it settled.
    expect(await archive.refusal('output.decide', { id: one.id, approve: true, note: '' })).toBe(
      'state-refused',
    );
    expect(await said(catalogueOf(fileOf(1), '别人.docx'))).toContain('须先经审批');

    await archive.as('clerk');
    const twice = {
      ...catalogueOf(fileOf(1), '机密.docx'),
      leaving: { purpose: '多印', destination: '', copies: 2 },
    };
    expect(await said(twice)).toContain('只批准了 1 份');
    expect(await said(catalogueOf(fileOf(1), '机密.docx'))).toBe('ok');
    expect((await register())[0]).toMatchObject({
      approval: one.number,
      purpose: '报领导审阅',
      destination: '办公室',
    });
    expect(await said(catalogueOf(fileOf(1), '再来.docx'))).toContain('须先经审批');
    expect(await archive.refusal('output.withdraw', { id: one.id, reason: '晚了' })).toBe('state-refused');

    const other = await archive.must('output.request', ask);
    await archive.as('approver');
    await archive.must('output.decide', { id: other.id, approve: true, note: '' });
    await archive.as('clerk');
    await addItem(fileOf(1), '批准之后加的', 'secret');
    expect(await said(catalogueOf(fileOf(1), '变了.docx'))).toContain('批准之后内容又有变动');
    expect(existsSync(place('变了.docx'))).toBe(false);
    await archive.must('output.withdraw', { id: other.id, reason: '重新申请' });
    const third = await archive.must('output.request', ask);
    await archive.must('output.withdraw', { id: third.id, reason: '不要了' });
    await archive.as('approver');
    expect(await archive.refusal('output.decide', { id: third.id, approve: true, note: '' })).toBe(
      'state-refused',
    );
  });

  test('an approver does not approve for themselves', async () => {
    await archive.as('approver');
    const ask = {
      subject: { what: 'catalogue', id: fileOf(1) },
      copies: 1,
      purpose: '自用',
      destination: '',
    } as const;
    const one = await archive.must('output.request', { ...ask, destination: '案头' });
    expect(await archive.refusal('output.decide', { id: one.id, approve: true, note: '' })).toBe(
      'second-person-needed',
    );
  });

  test('a file that cannot be written leaves no line, a line that cannot be written leaves no file', async () => {
    await archive.as('clerk');
    const before = (await register()).length;
    expect(await said(catalogueOf(fileOf(0), join('没有这个文件夹', '甲.docx')))).toContain('io-failed');
    expect(await register()).toHaveLength(before);
  });

  test('a print is in the register before it happens, and says what goes across the pages', async () => {
    await archive.as('clerk');
    await archive.job(
      await archive.must('intake.importScans', {
        source: archive.application.grantPath(join(SAMPLE, '扫描件')),
      }),
    );
    const { ids } = await archive.must('catalogue.ids', { sort: 'arrangement', descending: false });
    const items = await Promise.all(ids.map((id) => archive.must('catalogue.get', { id })));
    const item = items.find((one) => one.pages.length > 0);
    const pageIds = item?.pages.map((page) => page.id) ?? [];
    const print = { itemId: item?.id ?? 0, pageIds, copies: 1, purpose: '装订', destination: '卷内' };
    const done = await archive.must('output.print', print);
    expect(done.watermark).toContain(`输出登记 ${done.number} 号`);
    expect((await register())[0]).toMatchObject({ kind: '打印', pages: pageIds.length, medium: '打印机' });
    // A draft's number may still change: no stamp. Fixed, its six cells go on the first page and on no other.
    expect(done.stamp).toBeNull();
    await archive.fixNumbers(item?.fileId ?? 0);
    const number = (await archive.must('catalogue.get', { id: print.itemId })).itemNumber;
    expect((await archive.must('output.print', print)).stamp).toEqual([
      'J019',
      item?.date.slice(0, 4),
      String(number),
      item?.classCode,
      item?.retention,
      String(item?.paperPages ?? pageIds.length),
    ]);
    const others = { ...print, pageIds: pageIds.slice(1) };
    if (others.pageIds.length > 0) expect((await archive.must('output.print', others)).stamp).toBeNull();
    const foreign = items.find((one) => one.id !== item?.id && one.pages.length > 0)?.pages[0]?.id ?? 0;
    expect(await archive.refusal('output.print', { ...print, pageIds: [foreign] })).toBe('conflict');
    const secretItem = await addItem(fileOf(2), '机密件', 'confidential');
    expect(await archive.refusal('output.print', { ...print, itemId: secretItem.id, pageIds: [1] })).not.toBe(
      'ok',
    );
  });

  test('officers read the register without names; the lines above a clearance are not there for others', async () => {
    await archive.as('auditor');
    const lines = await register();
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.every((one) => one.title === '' && one.fileName === '')).toBe(true);
    expect(lines.toReversed().map((one) => one.number)).toEqual(lines.map((_, index) => index + 1));
    const written = await archive.must('output.exportLedger', {
      format: 'docx',
      target: target('登记簿.docx'),
    });
    expect(written.rows).toBe(lines.length);

    await archive.as('security-admin');
    const { accounts } = await archive.must('accounts.list', {});
    const clerk = accounts.find((one) => one.login === 'dangan');
    await archive.must('accounts.grant', { id: clerk?.id ?? 0, roles: ['clerk'], clearance: 'secret' });
    await archive.as('clerk');
    expect((await register()).some((one) => one.level === 'confidential')).toBe(false);
    await archive.as('security-admin');
    await archive.must('accounts.grant', { id: clerk?.id ?? 0, roles: ['clerk'], clearance: 'confidential' });
  });

  test('the policy: 机密 never without approval; forbidden means forbidden, also once approved', async () => {
    await archive.as('clerk');
    const one = await archive.must('output.request', {
      subject: { what: 'catalogue', id: fileOf(1) },
      copies: 1,
      purpose: '核对',
      destination: '案头',
    });
    await archive.as('approver');
    await archive.must('output.decide', { id: one.id, approve: true, note: '' });
    await archive.as('security-admin');
    const { version } = await archive.must('output.policy', {});
    const rules = {
      internal: 'logged',
      secret: 'approval',
      confidential: 'forbidden',
      'top-secret': 'forbidden',
    } as const;
    const save = { fromVersion: version, approvalDays: 3, reason: '收紧', rules };
    expect(
      await archive.refusal('output.savePolicy', { ...save, rules: { ...rules, confidential: 'logged' } }),
    ).toBe('validation-failed');
    await archive.must('output.savePolicy', save);
    expect(await archive.refusal('output.savePolicy', save)).toBe('conflict');
    await archive.as('clerk');
    expect(await said(catalogueOf(fileOf(1), '禁.docx'))).toContain('禁止输出');
    expect(await said(catalogueOf(fileOf(0), '秘.docx'))).toContain('须先经审批');
  });
});

describe('the medium', () => {
  const mountinfo = [
    '22 1 8:2 / / rw,relatime - ext4 /dev/sda2 rw',
    '40 22 8:17 / /media/U\\040盘 rw - vfat /dev/sdb1 rw',
    '41 22 0:30 / /tmp rw - tmpfs tmpfs rw',
  ].join('\n');
  test('is the longest mount that leads to the place; a name that only begins alike is none', () => {
    expect(mountOf('/media/U 盘/甲', mountinfo)).toMatchObject({ device: '/dev/sdb1', number: '8:17' });
    expect(mountOf('/media/U 盘子/甲', mountinfo)?.device).toBe('/dev/sda2');
    expect(mountOf('/tmp', mountinfo)?.type).toBe('tmpfs');
    expect(mountOf('/', '')).toBeUndefined();
  });
});
