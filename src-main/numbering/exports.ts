import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { type Retention, secrecyMark } from '#contract/vocabulary.ts';
import { type ItemRecord, itemById } from '#main/catalogue/index.ts';
import { type CatalogueTable, catalogueDocx, catalogueXlsx, rePencilDocx } from '#main/documents/index.ts';
import { theFile } from '#main/files/index.ts';
import { writeOut } from '#main/output/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { setting } from '#main/storage/index.ts';
import { currentStyle, preview } from './numbering.ts';
import { rearrangementById } from './queries.ts';
import { changesOf } from './rearrange.ts';

/** 保管期限 as DA/T 13-2022 writes it. */
const RETENTION_WORDS: Readonly<Record<Retention, string>> = { Y: '永久', D30: '定期30年', D10: '定期10年' };

function tableFor(scope: ActScope, fileId: number): { table: CatalogueTable; withheld: number } {
  const file = theFile(scope.db, fileId);
  const { items } = preview(scope.db, { fileId }, scope.caller, scope);
  const records = items.flatMap((one): { one: (typeof items)[number]; item: ItemRecord }[] => {
    const item = itemById(scope.db, one.itemId);
    return item ? [{ one, item }] : [];
  });
  const everything = preview(scope.db, { fileId }, { ...scope.caller, clearanceRank: 3 }, scope).items.length;
  return {
    withheld: everything - items.length,
    table: {
      fondsCode: setting(scope.db, 'fondsCode'),
      fondsName: setting(scope.db, 'fondsName'),
      personName: file.person_name,
      volumeNumber: file.volume_number,
      style: currentStyle(scope.db, scope.resources).name,
      rows: records.map(({ one, item }) => ({
        itemNumber: one.state === 'draft' ? null : one.itemNumber,
        pencilCode: one.pencilCode,
        archivalCode: one.state === 'draft' ? '（未定号）' : one.archivalCode,
        author: item.author,
        title: one.title,
        date: one.date,
        pages: one.paperPages ?? one.scannedPages,
        secrecyMark: secrecyMark(item.secrecy, item.secrecyYears),
        retention: RETENTION_WORDS[item.retention],
        remarks: one.state === 'void' ? item.voidReason : item.remarks,
        voided: one.state === 'void',
      })),
      printedAt: scope.now().toISOString(),
    },
  };
}

/** 卷内目录 as docx or xlsx. Says so when items above the caller's clearance are left out. */
export async function exportCatalogue(
  scope: ActScope,
  input: Parsed<'numbering.exportCatalogue'>,
): Promise<Output<'numbering.exportCatalogue'>> {
  const { table, withheld } = tableFor(scope, input.fileId);
  const said =
    withheld > 0 ? { ...table, style: `${table.style}（不含超出知悉范围的 ${withheld} 件）` } : table;
  const bytes = await (input.format === 'docx' ? catalogueDocx(said) : catalogueXlsx(said));
  const written = writeOut(scope.path(input.target), bytes);
  scope.note.subject = `file:${input.fileId}`;
  scope.note.detail = { format: input.format, withheld, ...written };
  scope.commit(() => undefined);
  return { ...written };
}

/** 改号清单 of a re-arrangement. */
export async function exportRePencil(
  scope: ActScope,
  input: Parsed<'numbering.exportRePencil'>,
): Promise<Output<'numbering.exportRePencil'>> {
  const one = rearrangementById(scope.db, input.rearrangementId);
  if (!one) throw new Refusal('not-found', '没有这次重新编号，列表可能已变化，请刷新。');
  if (one.state !== 'approved') throw new Refusal('state-refused', '重新编号尚未批准，还没有改号清单。');
  const bytes = await rePencilDocx({
    fondsName: setting(scope.db, 'fondsName'),
    personName: one.person_name,
    reason: one.reason,
    decidedAt: one.decided_at ?? '',
    decidedBy: one.decider ?? '',
    rows: changesOf(one.changes, scope.caller.clearanceRank),
  });
  const written = writeOut(scope.path(input.target), bytes);
  scope.note.subject = `rearrangement:${one.id}`;
  scope.note.detail = { ...written };
  scope.commit(() => undefined);
  return { ...written };
}
