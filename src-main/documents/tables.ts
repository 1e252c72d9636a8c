import type { Cell } from './layout.ts';

/** What the papers say. Each is plain words, already fit for the eye. */
export interface SlipLine {
  readonly code: string;
  readonly title: string;
  readonly date: string;
  readonly pages: number;
  readonly secrecy: string;
}
export interface SlipData {
  readonly slipNumber: string;
  readonly senderName: string;
  readonly recipientName: string;
  readonly personName: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly sealedAt: string;
  readonly preparedBy: string;
  readonly items: number;
  readonly pages: number;
  /** Bytes of the sealed bundle. */
  readonly size: number;
  readonly sha256: string;
  readonly lines: readonly SlipLine[];
}
export interface ReceiptData {
  readonly slipNumber: string;
  readonly senderName: string;
  readonly recipientName: string;
  readonly personName: string;
  readonly receivedAt: string;
  readonly acceptedBy: string;
  readonly items: number;
  readonly pages: number;
  readonly sha256: string;
  readonly verdict: 'accepted' | 'refused';
  readonly reason: string;
}
export interface CatalogueRow {
  readonly itemNumber: number | null;
  readonly pencilCode: string;
  readonly archivalCode: string;
  readonly author: string;
  readonly title: string;
  readonly date: string;
  readonly pages: number;
  readonly secrecyMark: string;
  /** What it bore before, to be struck through; empty: never changed. */
  readonly formerMark: string;
  readonly retention: string;
  readonly remarks: string;
  readonly voided: boolean;
}
export interface CatalogueTable {
  readonly fondsCode: string;
  readonly fondsName: string;
  readonly personName: string;
  readonly volumeNumber: number;
  readonly style: string;
  /** 密级★期限 of the list: the highest of what it names. */
  readonly mark: string;
  readonly rows: readonly CatalogueRow[];
  readonly printedAt: string;
}
export interface RePencilTable {
  readonly fondsName: string;
  readonly personName: string;
  readonly reason: string;
  readonly decidedAt: string;
  readonly decidedBy: string;
  readonly mark: string;
  readonly rows: readonly {
    readonly title: string;
    readonly oldPencil: string;
    readonly newPencil: string;
    readonly oldCode: string;
    readonly newCode: string;
  }[];
}

/** Headings and cells of the 卷内目录 (DA/T 22-2015), one order for docx and xlsx. */
export const CATALOGUE_HEADINGS = [
  '件号',
  '类序号',
  '档号',
  '责任者',
  '题名',
  '日期',
  '页数',
  '密级',
  '保管期限',
  '备注',
] as const;

export function catalogueCells(row: CatalogueRow): Cell[] {
  return [
    row.itemNumber === null ? '' : String(row.itemNumber),
    row.pencilCode,
    row.archivalCode,
    row.author,
    row.title,
    row.date,
    String(row.pages),
    row.formerMark === '' ? row.secrecyMark : { struck: row.formerMark, text: row.secrecyMark },
    row.retention,
    row.voided ? `作废。${row.remarks}` : row.remarks,
  ];
}
