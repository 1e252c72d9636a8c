import type { Output } from '#contract/index.ts';
import { maskedIdNumber } from '../words/index.ts';

export type Entry = Output<'intake.tray'>['entries'][number];
export type TrayState = Entry['state'] | 'all';
type Reason = Entry['reason'];

export const STATE_WORDS: Record<TrayState, string> = {
  waiting: '等待处理',
  placed: '已归入',
  dismissed: '未收',
  all: '全部',
};

export const REASON_WORDS: Record<Reason, string> = {
  'person-unknown': '认不出是谁',
  'person-ambiguous': '不止一人相符',
  'class-unknown': '没有这个类号',
  'name-unreadable': '文件名不合规则',
  'type-refused': '格式不收',
  'type-lies': '格式与后缀不符',
  unreadable: '图像损坏',
  empty: '空文件',
  'duplicate-page': '重复的页',
  'page-taken': '该页已有图像',
  'too-large': '文件过大',
  'file-closed': '卷不在库',
  'not-read': '没有读出',
  unsorted: '尚未分件',
  separator: '分件页',
};
export const REASONS = Object.keys(REASON_WORDS) as Reason[];

/** What the clerk can do about it. */
export const WHAT_TO_DO: Record<Reason, string> = {
  'person-unknown':
    '花名册中还没有此人：先登记或导入名册，再「归入」选定的人；也可以把文件夹名改成「姓名＋身份证号」后重新导入。',
  'person-ambiguous': '同名的不止一人：核对原件后「归入」其中一人；或在文件夹名中加上身份证号再导入。',
  'class-unknown': '类目表中没有这个类号：核对原件后「归入」正确的类；或改名后重新导入。',
  'name-unreadable': '从文件名看不出类号、件号和页号：核对原件后「归入」；或改名后重新导入。',
  'type-refused': '只收 JPEG、PNG、TIFF 图像和 PDF。是材料的请扫描成图像再导入；不是材料的写明理由不收。',
  'type-lies': '后缀与内容不符：改成正确的后缀后重新导入，这一条写明理由不收。',
  unreadable: '图像解不开：重新扫描这一页后再导入，这一条写明理由不收。',
  empty: '文件里什么也没有：重新扫描这一页后再导入，这一条写明理由不收。',
  'duplicate-page': '与已入库的某一页内容完全相同：确属重复的写明理由不收；确有两页相同的可以「归入」。',
  'page-taken': '这一页已有另一幅图像：比较两幅后，多出的一页可「归入」该件之后，重扫的旧图写明理由不收。',
  'too-large': '单个文件超过上限：请拆成几个文件再导入。',
  'file-closed': '这一卷正在转递或已封存，不能放入：办结后再「归入」，或归入别的卷。',
  'not-read': '文件没有读出来：检查介质是否完好、有无权限，再导入一次。',
  unsorted: '扫描时没有指定归入哪一件：看过图像后「归入」。',
  separator: '这是分件页，不是材料，不必处理。',
};

export interface TrayFilter {
  readonly reason: Reason | undefined;
  readonly importId: number | undefined;
  /** Part of the path or of the name of the person. */
  readonly text: string;
}

export function narrowed(entries: readonly Entry[], filter: TrayFilter): Entry[] {
  const text = filter.text.trim().toLowerCase();
  return entries.filter(
    (one) =>
      (filter.reason === undefined || one.reason === filter.reason) &&
      (filter.importId === undefined || one.importId === filter.importId) &&
      (text === '' || one.relativePath.toLowerCase().includes(text) || one.personName.includes(text)),
  );
}

export function fileNameOf(relativePath: string): string {
  return relativePath.slice(relativePath.lastIndexOf('/') + 1);
}

/** The folder a file came from; identity numbers in it are masked, because lists are read over shoulders. */
export function folderOf(relativePath: string): string {
  return relativePath
    .slice(0, relativePath.length - fileNameOf(relativePath).length)
    .replace(/\d{17}[\dXx]/g, maskedIdNumber);
}

/** 类-件-页 as far as the name told them. */
export function placeWords(entry: Entry): string {
  return [entry.classCode, entry.sequence ?? '', entry.page ?? ''].filter((part) => part !== '').join('-');
}
