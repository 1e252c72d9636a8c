import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestArchive } from '#main/testing/archive.ts';

let sender: TestArchive;
let receiver: TestArchive;
let fileId = 0;
const PLACE = () => sender.folder;

beforeAll(async () => {
  sender = await TestArchive.create('J019', '甲县纪委');
  receiver = await TestArchive.create('J020', '乙县纪委');
}, 120_000);
afterAll(async () => {
  await sender.discard();
  await receiver.discard();
});

/** Each unit takes the other's card; the clerk adds it, another person confirms the fingerprint. */
async function introduce(to: TestArchive, from: TestArchive): Promise<void> {
  await from.as('clerk');
  const path = join(PLACE(), `${Math.random()}.card.json`);
  const card = await from.must('archive.exportKeyCard', { target: from.application.grantPath(path) });
  await to.as('clerk');
  const written = join(PLACE(), card.fileName);
  const partner = await to.must('transfer.addPartner', { source: to.application.grantPath(written) });
  expect(await to.refusal('transfer.confirmPartner', { id: partner.id, fingerprint: card.fingerprint })).toBe(
    'forbidden',
  );
  await to.as('reviewer');
  expect(await to.refusal('transfer.confirmPartner', { id: partner.id, fingerprint: '0000 0000' })).toBe(
    'transfer-refused',
  );
  await to.must('transfer.confirmPartner', { id: partner.id, fingerprint: card.fingerprint });
}

test('two units exchange cards; nobody confirms the card they added', async () => {
  await introduce(sender, receiver);
  await introduce(receiver, sender);
});

test('a file with an open gate or unfixed numbers does not leave', async () => {
  await sender.as('clerk');
  const person = {
    name: '调任者',
    formerName: '',
    sex: '男' as const,
    ethnicity: '汉族',
    birthDate: '197501',
    idNumber: '',
    idNumberReason: '',
    politicalStatus: '中共党员',
    partyDate: '',
    workDate: '',
    rank: '正科级',
    unit: '样例局',
    department: '',
    leadingGroup: '',
    posts: ['局长'],
    staffNumber: '',
    remarks: '',
  };
  const { id } = await sender.must('people.save', { person });
  fileId = (await sender.must('people.get', { id })).fileId;
  const { classes } = await sender.must('catalogue.scheme', {});
  const small = classes.find((one) => one.code === '0101');
  await sender.must('catalogue.create', {
    fileId,
    item: {
      classCode: '0101',
      title: '任免审批表',
      date: '20200301',
      author: '样例县委',
      documentNumber: '',
      sourceKind: small?.sourceKind ?? 'organisation',
      nature: small?.nature ?? 'conclusion',
      supplier: '',
      originality: 'original',
      signed: true,
      stamped: true,
      secrecy: 'internal',
      secrecyYears: 0,
      retention: 'Y',
      paperPages: 1,
      remarks: '',
    },
  });
  const blocked = await sender.must('transfer.check', { fileId });
  expect(blocked.blockers.map((one) => one.kind)).toEqual(expect.arrayContaining(['gate', 'unfixed']));
});

test('the whole way: scan placed, fixed, sealed, received, taken, receipted, sealed in place', async () => {
  const scans = join(PLACE(), '扫描', '待定');
  execFileSync('mkdir', ['-p', scans]);
  const picture = await sharp({ create: { width: 800, height: 1100, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer();
  writeFileSync(join(scans, '散页.jpg'), picture);
  const source = sender.application.grantPath(join(PLACE(), '扫描'));
  const job = await sender.job(await sender.must('intake.importScans', { source }));
  expect(job.result['待处理']).toBe(1);
  const [entry] = (await sender.must('intake.tray', { state: 'waiting' })).entries;
  const [itemId = 0] = (
    await sender.must('catalogue.ids', { fileId, sort: 'arrangement', descending: false })
  ).ids;
  await sender.must('intake.place', { entryId: entry?.id ?? 0, fileId, itemId });
  await sender.fixNumbers(fileId);
  const papers = join(PLACE(), '卷内目录.docx');
  const target = sender.application.grantPath(papers);
  expect(
    (await sender.must('numbering.exportCatalogue', { fileId, format: 'docx', target })).size,
  ).toBeGreaterThan(2_000);
  expect((await sender.must('transfer.check', { fileId })).blockers).toEqual([]);

  await sender.as('approver');
  const [partner] = (await sender.must('transfer.partners', {})).partners;
  const out = sender.application.grantPath(PLACE());
  const sealed = await sender.job(
    await sender.must('transfer.seal', { fileId, partnerId: partner?.id ?? 0, reason: '调任', target: out }),
  );
  expect(sealed.message).toBe('');
  const bundle = readdirSync(PLACE()).find((name) => name.endsWith('.tar.age')) ?? '';
  expect(bundle).not.toBe('');
  expect(
    await sender.refusal('transfer.seal', { fileId, partnerId: partner?.id ?? 0, reason: '再', target: out }),
  ).not.toBe('ok');

  await receiver.as('clerk');
  const incoming = receiver.application.grantPath(join(PLACE(), bundle));
  const staged = await receiver.job(await receiver.must('transfer.receive', { source: incoming }));
  expect(staged.message).toBe('');
  const replay = await receiver.job(await receiver.must('transfer.receive', { source: incoming }));
  expect(replay.state).toBe('failed');
  await receiver.as('approver');
  const [one] = (await receiver.must('transfer.cases', {})).cases;
  const shown = await receiver.must('transfer.staged', { caseId: one?.id ?? 0 });
  expect(shown.person.name).toBe('调任者');
  expect(shown.obstacles).toEqual([]);
  const receiptPath = join(PLACE(), '回执.json');
  const taken = await receiver.must('transfer.accept', {
    caseId: one?.id ?? 0,
    receiptTarget: receiver.application.grantPath(receiptPath),
  });
  const { ids } = await receiver.must('catalogue.ids', {
    fileId: taken.fileId,
    sort: 'arrangement',
    descending: false,
  });
  const item = await receiver.must('catalogue.get', { id: ids[0] ?? 0 });
  expect(item.title).toBe('任免审批表');
  const page = await receiver.application.readPage(item.pages[0]?.id ?? 0);
  expect(page.ok && page.data.bytes.equals(picture)).toBe(true);

  const back = sender.application.grantPath(join(PLACE(), taken.receipt.fileName));
  const closed = await sender.must('transfer.closeWithReceipt', { source: back, note: '' });
  expect(closed.state).toBe('receipted');
  const kept = await sender.must('catalogue.get', { id: itemId });
  const refused = await sender.application.readPage(kept.pages[0]?.id ?? 0);
  expect(!refused.ok && refused.error.message).toContain('封存');
});
