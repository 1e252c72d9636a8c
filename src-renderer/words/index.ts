/** Chinese words of the closed unions, as screens and papers write them. */
import type { Input } from '#contract/index.ts';
import type {
  AppraisalState,
  FileState,
  ItemState,
  Nature,
  Originality,
  Retention,
  SourceKind,
} from '#contract/vocabulary.ts';

export { ROLE_WORDS } from '#contract/vocabulary.ts';
export { maskedIdNumber, maskedName } from './masks.ts';
export { plainDate } from './typed-date.ts';
export const RETENTION_WORDS: Record<Retention, string> = { Y: '永久', D30: '30年', D10: '10年' };
export const SOURCE_WORDS: Record<SourceKind, string> = {
  personal: '个人',
  organisation: '组织',
  masses: '群众',
};
export const NATURE_WORDS: Record<Nature, string> = { statement: '陈述性', conclusion: '结论性' };
export const ORIGINALITY_WORDS: Record<Originality, string> = { original: '原件', copy: '复印件' };
export const ITEM_STATE_WORDS: Record<ItemState, string> = {
  draft: '整理中',
  fixed: '已定号',
  void: '已作废',
};
export const FILE_STATE_WORDS: Record<FileState, string> = {
  open: '在库',
  'in-transfer': '转递中',
  sealed: '已封存',
};
/** 著录项, by the names of the contract. */
export const FIELD_WORDS: Record<keyof Input<'catalogue.create'>['item'], string> = {
  classCode: '类号',
  title: '题名',
  date: '日期',
  author: '责任者',
  documentNumber: '文号',
  sourceKind: '来源',
  nature: '性质',
  supplier: '材料来处',
  originality: '原件',
  signed: '本人签名',
  stamped: '单位盖章',
  secrecy: '密级',
  secrecyYears: '保密期限',
  retention: '保管期限',
  paperPages: '纸质页数',
  remarks: '备注',
};
export const APPRAISAL_WORDS: Record<AppraisalState, string> = {
  pending: '待鉴定',
  proposed: '待复核',
  confirmed: '已鉴定',
  refused: '不予入卷',
  supplement: '待补正',
};

/** `2024`, `202403`, `20240315` or one of them in [] → `2024`, `2024.03`, `2024.03.15` (domain 7.3). */
export function dateWords(date: string): string {
  return date.replace(/(\d{4})(\d{2})?(\d{2})?/, (_all, year: string, month?: string, day?: string) =>
    [year, month, day].filter((part) => part !== undefined).join('.'),
  );
}

/** An instant as the clerk's clock shows it: `2026-11-23 09:05`. */
export function instantWords(instant: string | null): string {
  if (instant === null || instant === '') return '—';
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  const units = ['KB', 'MB', 'GB', 'TB'] as const;
  let value = bytes;
  let unit = '';
  for (const next of units) {
    if (value < 1024) break;
    value /= 1024;
    unit = next;
  }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
}
