import type { Output, Parsed } from '#contract/index.ts';
import { today } from '#main/calendar/index.ts';
import { theFile } from '#main/files/index.ts';
import { personById, sortKey } from '#main/people/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { sameInFile } from './queries.ts';
import { theItem } from './writing.ts';

type Warning = Output<'catalogue.check'>['warnings'][number];

/** 边写边查: what looks wrong in a form; it warns and holds nothing up. */
export function checkItem(
  db: ReadDb,
  input: Parsed<'catalogue.check'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.check'> {
  if (input.itemId !== undefined) theItem(db, input.itemId, caller);
  const file = theFile(db, input.fileId);
  const title = input.title.trim();
  const number = input.documentNumber.trim();
  const same = (field: 'title' | 'document_number', text: string) =>
    text === ''
      ? undefined
      : sameInFile(db, field, {
          fileId: file.id,
          text,
          itemId: input.itemId,
          clearanceRank: caller.clearanceRank,
        });
  const warnings: Warning[] = [];
  const open = /\{[^{}]*\}/.exec(title);
  if (open) warnings.push({ field: 'title', message: `题名里的 ${open[0]} 还没有填` });
  const sameTitle = same('title', title);
  if (sameTitle) warnings.push({ field: 'title', message: `本卷 ${sameTitle.classCode} 类已有同题名的一件` });
  const sameNumber = same('document_number', number);
  if (sameNumber) {
    warnings.push({
      field: 'documentNumber',
      message: `本卷已有同文号的一件：${sameNumber.classCode}「${sameNumber.title}」`,
    });
  }
  const birth = personById(db, file.person_id);
  for (const message of againstCareer(
    input.date,
    birth?.birthDate ?? '',
    birth?.workDate ?? '',
    today(scope),
  ))
    warnings.push({ field: 'date', message });
  return { warnings };
}

/** The date of a paper against the life it belongs to; a partial date counts only where its whole period is out. */
function againstCareer(date: string, birth: string, work: string, day: string): string[] {
  if (date === '') return [];
  const end = sortKey(date).replaceAll(/0000$|00$/g, (zeros) => '9'.repeat(zeros.length));
  if (sortKey(date) > day) return ['日期在今天之后'];
  if (birth !== '' && end < sortKey(birth)) return ['日期早于该干部出生'];
  if (work !== '' && end < sortKey(work)) return ['日期早于该干部参加工作'];
  return [];
}
