import type { Output } from '#contract/index.ts';

export type Difference = Output<'intake.gate'>['differences'][number];

export const KIND_WORDS: Record<Difference['kind'], string> = {
  missing: '缺页',
  surplus: '多页',
  'no-scan': '未扫描',
  uncatalogued: '页数未登记',
  tray: '待处理',
  damaged: '图像损坏',
};

/** What mends each kind. */
export const WHAT_TO_DO: Record<Difference['kind'], string> = {
  missing: '对照原件找出缺的页，补扫后再导入；若是纸质页数数错了，在编目中改正。',
  surplus: '核对是否多扫、重扫，或夹入了别件的页；若是纸质页数数错了，在编目中改正。',
  'no-scan': '这一件还没有扫描，请扫描后导入。',
  uncatalogued: '数过纸件后，在编目中登记纸质页数。',
  tray: '有扫描件还没有放进这一卷，请到「待处理」归入材料或写明理由不收。',
  damaged: '图像打不开或残缺，请重新扫描这些页。',
};

export interface CadreCount {
  readonly fileId: number;
  readonly name: string;
  readonly count: number;
}

/** How many differences each cadre has, in the order of the list; the chosen one stays though it has none left. */
export function byCadre(differences: readonly Difference[], chosen: number | undefined): CadreCount[] {
  const counts = new Map<number, CadreCount>();
  for (const { fileId, personName } of differences) {
    counts.set(fileId, { fileId, name: personName, count: (counts.get(fileId)?.count ?? 0) + 1 });
  }
  if (chosen !== undefined && !counts.has(chosen))
    counts.set(chosen, { fileId: chosen, name: '所选的卷', count: 0 });
  return [...counts.values()];
}
