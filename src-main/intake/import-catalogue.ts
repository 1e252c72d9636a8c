import { basename } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { addItem, defaultFields, itemBySequence, updateItem } from '#main/catalogue/index.ts';
import { readChosen } from '#main/chosen/index.ts';
import { fileOfPerson } from '#main/files/index.ts';
import { findPerson, sortKey } from '#main/people/index.ts';
import { currentScheme } from '#main/scheme/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import { type CatalogueRow, readCatalogueSheet } from './catalogue-sheet/index.ts';

const MOST_BYTES = 64 * 1024 * 1024;
type Counts = Output<'intake.importCatalogue'>;

export async function importCatalogue(
  scope: ActScope,
  input: Parsed<'intake.importCatalogue'>,
): Promise<Counts> {
  const path = scope.path(input.source);
  const sheet = await readCatalogueSheet(readChosen(path, MOST_BYTES), basename(path));
  scope.note.subject = basename(path);
  return scope.commit((write) => {
    const counts = takeCatalogue(write, sheet, scope.now().toISOString(), scope.caller.clearanceRank);
    scope.note.detail = {
      items: counts.items,
      added: counts.added,
      same: counts.same,
      faults: counts.faults.length,
    };
    return counts;
  });
}

/**
 * Puts the rows of a 目录 into the catalogue as draft items with their paper pages. An item that is there already, by class
 * and sequence, only gets what is still missing; what contradicts is listed, never overwritten.
 */
export function takeCatalogue(
  write: WriteDb,
  sheet: { readonly rows: readonly CatalogueRow[]; readonly faults: Counts['faults'] },
  at: string,
  clearanceRank: number,
): Counts {
  const faults = [...sheet.faults];
  const counts = { items: sheet.rows.length, added: 0, same: 0 };
  const known = new Set(
    currentScheme(write)
      .classes.filter((one) => one.parent !== null)
      .map((one) => one.code),
  );
  for (const row of sheet.rows) {
    const where = `第${row.row}行`;
    const fault = (message: string, severity: 'error' | 'warning' = 'error') =>
      faults.push({ cell: where, message, severity });
    const person = findPerson(write, row.idNumber, row.personName);
    if (!('personId' in person)) {
      fault(
        `${row.personName || row.idNumber} ${person.why === 'unknown' ? '不在名册中，请先导入名册' : '有同名的人，请补身份证号'}`,
      );
      continue;
    }
    const file = fileOfPerson(write, person.personId);
    if (!file || file.state !== 'open') {
      fault(`${row.personName}的卷不在整理状态，目录未收`);
      continue;
    }
    if (!known.has(row.classCode)) {
      fault(`类号 ${row.classCode} 不在分类方案中`);
      continue;
    }
    const item = itemBySequence(write, file.id, row.classCode, row.sequence);
    if (!item) {
      const fields = {
        ...defaultFields(write, row.classCode, row.title),
        date: row.date,
        dateSort: sortKey(row.date),
        paperPages: row.pages,
        author: row.author,
        documentNumber: row.documentNumber,
        remarks: row.remarks,
      };
      addItem(write, file.id, fields, row.sequence, at);
      counts.added += 1;
      continue;
    }
    // Not theirs to see: neither compared nor filled in, and no word about it.
    if (item.secrecyRank > clearanceRank) {
      counts.same += 1;
      continue;
    }
    const differs = (word: string, ours: string | number | null, theirs: string | number | null) => {
      if (theirs !== null && theirs !== '' && ours !== null && ours !== '' && ours !== theirs) {
        fault(
          `${row.classCode}-${row.sequence} 的${word}库中为「${ours}」，目录为「${theirs}」，未覆盖`,
          'warning',
        );
      }
    };
    const guessed = item.paperPages === null && item.state === 'draft';
    if (!guessed) differs('名称', item.title, row.title);
    differs('页数', item.paperPages, row.pages);
    differs('形成时间', item.date, row.date);
    if (item.state === 'draft' && (guessed || item.date === '')) {
      updateItem(
        write,
        item.id,
        item.revision,
        {
          ...item,
          signed: item.signed === 1,
          stamped: item.stamped === 1,
          title: guessed ? row.title : item.title,
          paperPages: item.paperPages ?? row.pages,
          date: item.date || row.date,
          dateSort: item.dateSort || sortKey(row.date),
          remarks: item.remarks || row.remarks,
        },
        at,
      );
    }
    counts.same += 1;
  }
  return { ...counts, faults };
}
