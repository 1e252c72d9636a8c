import { type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

/** What an item is counted under, as a condition on its row: the same words give the number and its rows. */
export const COUNTED = {
  items: '1',
  personal: "i.source_kind = 'personal'",
  organisation: "i.source_kind = 'organisation'",
  masses: "i.source_kind = 'masses'",
  statements: "i.nature = 'statement'",
  conclusions: "i.nature = 'conclusion'",
  imaged: 'i.scanned_pages > 0',
  verified: "i.appraisal_state = 'confirmed'",
  counted: 'i.paper_pages IS NOT NULL',
  differing: 'i.paper_pages IS NOT NULL AND i.paper_pages <> i.scanned_pages',
} as const;
export type ItemCount = keyof typeof COUNTED;
export const ITEM_COUNTS = Object.keys(COUNTED) as ItemCount[];

/** Whose items, of which years; within a clearance. */
export interface Meant {
  /** '': of all units. */
  readonly unit: string;
  /** yyyy, both included; an item without a date belongs to no year. */
  readonly fromYear: string;
  readonly toYear: string;
  readonly clearanceRank: number;
}
const YEAR = "substr(replace(i.date, '[', ''), 1, 4)";
const FROM = `FROM item i JOIN cadre_file f ON f.id = i.file_id JOIN person p ON p.id = f.person_id
  WHERE i.state <> 'void' AND i.secrecy_rank <= :clearanceRank AND f.state = 'open' AND p.retracted_at IS NULL
    AND (:unit = '' OR p.unit = :unit) AND ${YEAR} BETWEEN :fromYear AND :toYear`;

export type ItemTotals = Readonly<Record<ItemCount, number>> & {
  readonly fileId: number;
  readonly classCode: string;
  readonly year: string;
  readonly newest: string;
};
/** Items put together by file, class and year: some thousand rows where there are a hundred thousand items. */
export function itemTotals(db: ReadDb, meant: Meant): ItemTotals[] {
  const sums = ITEM_COUNTS.map((name) => `sum(${COUNTED[name]}) AS ${name}`).join(', ');
  return rows(
    db,
    `SELECT i.file_id AS fileId, i.class_code AS classCode, ${YEAR} AS year, max(i.date_sort) AS newest, ${sums}
     ${FROM} GROUP BY i.file_id, i.class_code, year`,
    { ...meant },
  );
}

export interface ItemLine {
  readonly fileId: number;
  readonly personId: number;
  readonly personName: string;
  readonly unit: string;
  readonly classCode: string;
  readonly title: string;
  readonly date: string;
  readonly itemId: number;
}
/** A row of figures, as a condition on its items. */
const ROWS = {
  unit: 'p.unit = :key',
  rank: 'p.rank = :key',
  class: 'i.class_code = :key',
  year: `${YEAR} = :key`,
  cadre: 'f.id = CAST(:key AS INTEGER)',
} as const;
/** Items behind a number, newest first, and how many there are. */
export function itemLines(
  db: ReadDb,
  meant: Meant,
  of: {
    readonly by: keyof typeof ROWS;
    readonly key: string | null;
    readonly classCode: string | null;
    readonly count: ItemCount;
  },
  limit: number,
): { readonly count: number; readonly lines: ItemLine[] } {
  const where = `${FROM} AND (:key IS NULL OR ${ROWS[of.by]}) AND (:classCode IS NULL OR i.class_code = :classCode)
    AND ${COUNTED[of.count]}`;
  const bound = { ...meant, key: of.key, classCode: of.classCode };
  return {
    count: row<{ n: number }>(db, `SELECT count(*) AS n ${where}`, bound)?.n ?? 0,
    lines: rows(
      db,
      `SELECT f.id AS fileId, p.id AS personId, p.name AS personName, p.unit, i.class_code AS classCode, i.title, i.date,
         i.id AS itemId ${where} ORDER BY i.date_sort DESC, i.id DESC LIMIT :limit`,
      { ...bound, limit },
    ),
  };
}

export interface TargetRecord {
  readonly figure: 'complete' | 'punctual' | 'organisation' | 'conclusions' | 'masses' | 'imaged';
  readonly percent: number;
  readonly setBy: string;
  readonly setAt: string;
}
export function targets(db: ReadDb): TargetRecord[] {
  return rows(
    db,
    'SELECT figure, percent, set_by AS setBy, set_at AS setAt FROM balance_target ORDER BY figure',
  );
}
export function putTarget(db: WriteDb, one: TargetRecord): void {
  run(
    db,
    `INSERT INTO balance_target (figure, percent, set_by, set_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (figure) DO UPDATE SET percent = excluded.percent, set_by = excluded.set_by, set_at = excluded.set_at`,
    [one.figure, one.percent, one.setBy, one.setAt],
  );
}
export function dropTarget(db: WriteDb, figure: TargetRecord['figure']): void {
  run(db, 'DELETE FROM balance_target WHERE figure = ?', [figure]);
}
export function unitsOnFile(db: ReadDb): string[] {
  return rows<{ unit: string }>(
    db,
    `SELECT DISTINCT p.unit FROM person p JOIN cadre_file f ON f.person_id = p.id
     WHERE p.retracted_at IS NULL AND f.state = 'open' AND p.unit <> '' ORDER BY p.unit`,
  ).map((one) => one.unit);
}
