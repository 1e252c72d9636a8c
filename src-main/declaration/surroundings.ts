/** What lies beside two reports and may explain a difference between them. */
import type { ReadDb } from '#main/storage/index.ts';
import type { Surroundings } from './compare.ts';
import { type HeadRecord, hasItemSince, newestHeads, rowsOfMany } from './queries.ts';

/** 因私出国（境）审批、证件保管 (domain 1.5). */
const PASSPORTS = '0403';

export function surroundings(
  db: ReadDb,
  left: HeadRecord,
  right: HeadRecord,
  clearanceRank: number,
): Surroundings {
  const reports = newestHeads(db, [left.fileId]).filter(
    (one) =>
      one.kind === 'change' && one.year >= left.year && one.year <= right.year && one.rank <= clearanceRank,
  );
  const reported = [
    ...rowsOfMany(
      db,
      reports.map((one) => one.id),
    ).values(),
  ].flat();
  return {
    reported,
    passportFiled: hasItemSince(db, left.fileId, PASSPORTS, String(right.year), clearanceRank),
  };
}
