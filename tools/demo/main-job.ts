import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Output } from '#contract/index.ts';
import { PEOPLE, SAMPLE, TestArchive } from '#main/testing/archive.ts';
import { type Row, say } from './say.ts';

export interface Done {
  readonly steps: readonly Row[];
  readonly places: readonly Row[];
  readonly sender: TestArchive;
}
/** Whose file the demonstration numbers, appraises and sends away: the fullest one of the sample. */
const PERSON = '王示范';

/** The main job, step by step through the same routes as the window. Closes both archives when it is done. */
export async function runMainJob(output: string): Promise<Done> {
  const steps: Row[] = [];
  const places: Row[] = [];
  const step = (label: string, value: string) => {
    steps.push([label, value]);
    say(`${String(steps.length).padStart(2)}  ${label}：${value}`);
  };
  const place = (label: string, path: string) => places.push([label, relative(output, path)]);
  const papers = join(output, '单据');
  mkdirSync(papers);

  const sender = await TestArchive.create('J019', '样例县纪委', { folder: output, name: '样例县廉政档案' });
  const receiver = await TestArchive.create('J020', '邻县纪委', { folder: output, name: '邻县廉政档案' });
  // Everybody signs in once and changes the first password, so that the archive can be looked into by any of them.
  for (const [role] of PEOPLE) await sender.as(role);
  step('建库', `两个库，各有三员与四个业务账号，恢复份额 ${sender.shares.length} 份（任意两份可恢复）`);
  place('样例库', sender.root);
  place('第二个库', receiver.root);

  await sender.as('clerk');
  await takeRoster(sender, step);
  await takeScans(sender, step);
  const fileId = await numberFile(sender, papers, step, place);
  await appraise(sender, fileId, step);
  await find(sender, step);

  await introduce(sender, receiver, papers);
  await introduce(receiver, sender, papers);
  step('往来单位', '两单位互换密钥卡，由第二人核对指纹');
  const receipt = await carry(sender, receiver, fileId, { output, papers }, step, place);
  await sender.as('approver');
  const closed = await sender.must('transfer.closeWithReceipt', {
    source: sender.application.grantPath(receipt),
    note: '',
  });
  step('办结', `回执${closed.state === 'receipted' ? '有效，发件单位的卷就地封存' : '说明对方退回'}`);

  await keep(sender, output, step, place);
  await sender.application.close();
  await receiver.application.close();
  return { steps, places, sender };
}

type Step = (label: string, value: string) => void;
type Place = (label: string, path: string) => void;

async function takeRoster(office: TestArchive, step: Step): Promise<void> {
  const source = office.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await office.must('people.readRoster', { source });
  const check = await office.must('people.checkRoster', { source, match });
  const errors = check.faults.filter((fault) => fault.severity === 'error').length;
  step('名册预检', `${check.rows} 行，错误 ${errors} 处、提示 ${check.faults.length - errors} 处，逐格列明`);
  for (const fault of check.faults) say(`      ${fault.cell} ${fault.message}`);
  const taken = await office.must('people.importRoster', { source, match });
  step('导入名册', `新增 ${taken.added} 人，未收 ${taken.refused} 行`);
}

async function takeScans(office: TestArchive, step: Step): Promise<void> {
  const source = office.application.grantPath(join(SAMPLE, '扫描件'));
  const catalogue = office.application.grantPath(join(SAMPLE, '目录.xlsx'));
  const scans = await waitFor(office, await office.must('intake.importScans', { source, catalogue }));
  step('导入扫描件', wordsOf(scans));
  const texts = office.application.grantPath(join(SAMPLE, '文字底稿'));
  step(
    '导入文字底稿',
    wordsOf(await waitFor(office, await office.must('intake.importTexts', { source: texts }))),
  );
  const { entries } = await office.must('intake.tray', { state: 'waiting' });
  const { open } = await office.must('intake.gate', {});
  step('漏扫闸门', `差异 ${open} 处，待处理 ${entries.length} 个文件`);
}

async function numberFile(office: TestArchive, papers: string, step: Step, place: Place): Promise<number> {
  const { ids } = await office.must('people.ids', { sort: 'roster', descending: false, text: PERSON });
  const [person] = (await office.must('people.rows', { ids })).rows;
  if (!person) throw new Error(`the sample has no ${PERSON}`);
  const { fileId } = person;
  const { items } = await office.must('numbering.preview', { fileId });
  const [fixed = 0] = await office.fixNumbers(fileId);
  const codes = items.map((item) => item.archivalCode);
  step('编号', `${PERSON} ${fixed} 件提请、审核、定号，${codes[0] ?? ''} 至 ${codes.at(-1) ?? ''}`);
  for (const format of ['docx', 'xlsx'] as const) {
    const path = join(papers, `卷内目录-${PERSON}.${format}`);
    await office.must('numbering.exportCatalogue', {
      fileId,
      format,
      target: office.application.grantPath(path),
    });
    place(`卷内目录 ${format}`, path);
  }
  return fileId;
}

async function appraise(office: TestArchive, fileId: number, step: Step): Promise<void> {
  const { ids } = await office.must('catalogue.ids', { fileId, sort: 'arrangement', descending: false });
  const itemId = ids[0] ?? 0;
  await office.as('appraiser');
  const { revision, retention, secrecy, title } = await office.must('catalogue.get', { id: itemId });
  const because = { reason: '原件在卷，签章齐全', evidence: '首页' };
  await office.must('appraisal.propose', {
    itemId,
    revision,
    opinion: {
      authenticity: { value: 'genuine', ...because },
      value: { value: 'keep', ...because },
      retention: { value: retention, ...because },
      secrecy: { value: secrecy, ...because },
      verdict: 'accept',
      note: '',
    },
  });
  await office.as('reviewer');
  const [open] = (await office.must('appraisal.history', { itemId })).appraisals;
  await office.must('appraisal.decide', { appraisalId: open?.id ?? 0, confirm: true, note: '' });
  step('鉴定', `「${title}」由鉴定员提出、审核员复核`);
}

async function find(office: TestArchive, step: Step): Promise<void> {
  await office.as('clerk');
  const counts: string[] = [];
  for (const text of ['房', '述职', '𠮷样本', '2024年']) {
    const found = await office.must('search.find', { query: { text }, limit: 50 });
    counts.push(`「${text}」${found.exact ? '' : '至少'}${found.total}处`);
  }
  step('检索', counts.join('，'));
}

/** `to` takes the card of `from`; the clerk adds it, the reviewer compares the fingerprint. */
async function introduce(to: TestArchive, from: TestArchive, papers: string): Promise<void> {
  await from.as('clerk');
  const path = join(papers, `密钥卡-${from.name}.json`);
  const card = await from.must('archive.exportKeyCard', { target: from.application.grantPath(path) });
  await to.as('clerk');
  const source = to.application.grantPath(join(papers, card.fileName));
  const partner = await to.must('transfer.addPartner', { source });
  await to.as('reviewer');
  await to.must('transfer.confirmPartner', { id: partner.id, fingerprint: card.fingerprint });
}

/** Seals at one unit, receives and takes at the other. @returns path of the signed receipt */
async function carry(
  sender: TestArchive,
  receiver: TestArchive,
  fileId: number,
  folders: { readonly output: string; readonly papers: string },
  step: Step,
  place: Place,
): Promise<string> {
  const carried = join(folders.output, '转递');
  mkdirSync(carried);
  await sender.as('approver');
  const [partner] = (await sender.must('transfer.partners', {})).partners;
  const target = sender.application.grantPath(carried);
  const order = { fileId, partnerId: partner?.id ?? 0, reason: '调任邻县', target };
  await waitFor(sender, await sender.must('transfer.seal', order));
  const [out] = (await sender.must('transfer.cases', {})).cases;
  if (!out) throw new Error('nothing was sealed');
  step('封包', `${out.slipNumber}，${out.items} 件 ${out.pages} 页，${(out.size / 1048576).toFixed(1)} MB`);
  const bundle = join(carried, `${out.slipNumber}.tar.age`);
  place('密封转递包', bundle);
  for (const [paper, name] of [
    ['slip', '转递通知单'],
    ['handover', '交接清单'],
  ] as const) {
    const path = join(folders.papers, `${name}-${out.slipNumber}.docx`);
    await sender.must('transfer.exportPaper', {
      caseId: out.id,
      paper,
      target: sender.application.grantPath(path),
    });
    place(name, path);
  }

  await receiver.as('clerk');
  await waitFor(
    receiver,
    await receiver.must('transfer.receive', { source: receiver.application.grantPath(bundle) }),
  );
  await receiver.as('approver');
  const [incoming] = (await receiver.must('transfer.cases', {})).cases;
  const caseId = incoming?.id ?? 0;
  const { items, obstacles } = await receiver.must('transfer.staged', { caseId });
  step('收包核对', `签名、完整性、清单逐项相符，${items.length} 件待收，障碍 ${obstacles.length} 处`);
  const receipt = join(carried, `回执-${out.slipNumber}.json`);
  const taken = await receiver.must('transfer.accept', {
    caseId,
    receiptTarget: receiver.application.grantPath(receipt),
  });
  step('接收', `已入第二个库，签发回执「${taken.receipt.fileName}」`);
  const path = join(carried, taken.receipt.fileName);
  place('回执', path);
  return path;
}

async function keep(office: TestArchive, output: string, step: Step, place: Place): Promise<void> {
  const target = join(output, '备份');
  mkdirSync(target);
  await office.as('system-admin');
  await waitFor(office, await office.must('backup.run', { target: office.application.grantPath(target) }));
  const [run] = (await office.must('backup.history', {})).backups;
  step('备份', `${run?.blobs ?? 0} 个加密文件，写后核对${run?.verified ? '相符' : '不符'}`);
  place('备份', target);
  await office.as('clerk');
  const verified = await waitFor(office, await office.must('backup.verify', {}));
  step('全库核验', wordsOf(verified));
}

async function waitFor(office: TestArchive, started: { jobId: number }): Promise<Output<'jobs.get'>> {
  const job = await office.job(started);
  if (job.state !== 'done') throw new Error(`${job.label}：${job.message}`);
  return job;
}

function wordsOf(job: Output<'jobs.get'>): string {
  return Object.entries(job.result)
    .map(([label, value]) => `${label} ${value === true ? '是' : String(value)}`)
    .join('，');
}
