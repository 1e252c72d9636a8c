/**
 * Everything that leaves an archive in one day, in a process of its own: `node day-of-exports.ts <folder>` makes archives in
 * `<folder>/archive` and writes papers to `<folder>/outside`, then says as JSON what the register holds.
 */
import { join } from 'node:path';
import { TestArchive } from './archive.ts';

const [, , folder = ''] = process.argv;
const outside = join(folder, 'outside');

const home = await TestArchive.create('J019', '甲县纪委', { folder: join(folder, 'archive'), name: '甲' });
const away = await TestArchive.create('J020', '乙县纪委', { folder: join(folder, 'archive'), name: '乙' });
const path = (name: string) => join(outside, name);

await away.as('clerk');
const awayCard = path('乙.密钥卡.json');
const card = await away.must('archive.exportKeyCard', { target: away.application.grantPath(awayCard) });

await home.as('clerk');
const target = (name: string) => home.application.grantPath(path(name));
const partner = await home.must('transfer.addPartner', { source: home.application.grantPath(awayCard) });
const { id } = await home.must('people.save', {
  person: {
    name: '调任者',
    formerName: '',
    sex: '男',
    ethnicity: '',
    birthDate: '197501',
    idNumber: '',
    idNumberReason: '',
    politicalStatus: '',
    partyDate: '',
    workDate: '',
    rank: '',
    unit: '',
    department: '',
    leadingGroup: '',
    posts: [],
    staffNumber: '',
    remarks: '',
  },
});
const { fileId } = await home.must('people.get', { id });
await home.must('catalogue.create', {
  fileId,
  item: {
    classCode: '0101',
    title: '任免审批表',
    date: '20200301',
    author: '',
    documentNumber: '',
    sourceKind: 'organisation',
    nature: 'conclusion',
    supplier: '',
    originality: 'original',
    signed: true,
    stamped: true,
    secrecy: 'secret',
    secrecyYears: 0,
    retention: 'Y',
    paperPages: 0,
    remarks: '',
  },
});
await home.fixNumbers(fileId);
for (const format of ['docx', 'xlsx'] as const)
  await home.must('numbering.exportCatalogue', { fileId, format, target: target(`卷内目录.${format}`) });
// A third place: whoever watches the writes of this process must see it.
const elsewhere = join(folder, '别处.docx');
await home.must('numbering.exportCatalogue', {
  fileId,
  format: 'docx',
  target: home.application.grantPath(elsewhere),
});

await home.as('reviewer');
await home.must('transfer.confirmPartner', { id: partner.id, fingerprint: card.fingerprint });
await home.as('approver');
await home.job(
  await home.must('transfer.seal', {
    fileId,
    partnerId: partner.id,
    reason: '调任',
    target: home.application.grantPath(outside),
  }),
);
const [one] = (await home.must('transfer.cases', {})).cases;
await home.must('transfer.exportPaper', {
  caseId: one?.id ?? 0,
  paper: 'slip',
  target: target('通知单.docx'),
});

await home.as('system-admin');
const backup = await home.job(await home.must('backup.run', { target: home.application.grantPath(outside) }));
if (backup.state !== 'done') throw new Error(backup.message);

const register: string[] = [];
for (const archive of [home, away]) {
  await archive.as('auditor');
  const { ids } = await archive.must('output.ledgerIds', {});
  const { rows } = await archive.must('output.ledgerRows', { ids });
  register.push(...rows.map((row) => row.sha256));
  await archive.application.close();
}
process.stdout.write(JSON.stringify({ register, elsewhere }));
