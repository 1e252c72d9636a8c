import { pencilCode } from './template.ts';

export interface NumberableItem {
  readonly id: number;
  readonly classCode: string;
  readonly position: number;
  readonly state: 'draft' | 'fixed' | 'void';
  readonly itemNumber: number | null;
  readonly classSequence: number | null;
}
export interface Assigned {
  readonly id: number;
  readonly itemNumber: number;
  readonly classSequence: number;
}

/**
 * Numbers for the draft items of a volume, in catalogue order (class, then place in the class). 件号 runs over the whole
 * volume and 顺序号 inside each class; both go on after the highest number ever given, voided ones included, so a late item
 * comes at the end of its class and no fixed number moves (design section 9).
 */
export function assignNumbers(items: readonly NumberableItem[]): Assigned[] {
  let item = 0;
  const sequences = new Map<string, number>();
  for (const one of items) {
    item = Math.max(item, one.itemNumber ?? 0);
    sequences.set(one.classCode, Math.max(sequences.get(one.classCode) ?? 0, one.classSequence ?? 0));
  }
  return items
    .filter((one) => one.state === 'draft')
    .sort((a, b) =>
      a.classCode < b.classCode ? -1 : a.classCode > b.classCode ? 1 : a.position - b.position || a.id - b.id,
    )
    .map((one) => {
      const sequence = (sequences.get(one.classCode) ?? 0) + 1;
      sequences.set(one.classCode, sequence);
      item += 1;
      return { id: one.id, itemNumber: item, classSequence: sequence };
    });
}

/**
 * 重新整理: new numbers for all living items in the given order. Numbers of void items stay taken, and none that was ever
 * given to another item is given again: the new 件号 start after the highest, the new 顺序号 likewise per class.
 * @param retired highest 件号 that was ever used in this volume, and highest 顺序号 per class
 */
export function renumber(
  ordered: readonly NumberableItem[],
  retired: { readonly item: number; readonly sequence: ReadonlyMap<string, number> },
): Assigned[] {
  let item = retired.item;
  const sequences = new Map(retired.sequence);
  return ordered
    .filter((one) => one.state === 'fixed')
    .map((one) => {
      const sequence = (sequences.get(one.classCode) ?? 0) + 1;
      sequences.set(one.classCode, sequence);
      item += 1;
      return { id: one.id, itemNumber: item, classSequence: sequence };
    });
}

export interface NumberFinding {
  readonly kind: 'gap' | 'duplicate' | 'order';
  readonly itemId: number | null;
  readonly message: string;
}

/** Gaps without a void item to explain them, and numbers given twice. */
export function reportNumbers(
  items: readonly NumberableItem[],
  explained: ReadonlySet<number> = new Set(),
): NumberFinding[] {
  const findings: NumberFinding[] = [];
  const seen = new Map<number, number>();
  const pencils = new Map<string, number>();
  let highest = 0;
  for (const one of items) {
    if (one.itemNumber === null) continue;
    highest = Math.max(highest, one.itemNumber);
    if (seen.has(one.itemNumber))
      findings.push({ kind: 'duplicate', itemId: one.id, message: `件号 ${one.itemNumber} 出现两次` });
    seen.set(one.itemNumber, one.id);
    if (one.classSequence === null) continue;
    const pencil = pencilCode(one.classCode, one.classSequence);
    if (pencils.has(pencil))
      findings.push({ kind: 'duplicate', itemId: one.id, message: `铅笔号 ${pencil} 出现两次` });
    pencils.set(pencil, one.id);
  }
  for (let number = 1; number <= highest; number++) {
    if (!seen.has(number) && !explained.has(number))
      findings.push({ kind: 'gap', itemId: null, message: `件号 ${number} 缺号，没有作废记录` });
  }
  return findings;
}
