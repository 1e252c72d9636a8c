import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { type FileState, secrecyMark } from '#contract/vocabulary.ts';
import { fileOfPerson } from '#main/files/index.ts';
import { normaliseName, personByIdNumber, searchForms } from '#main/people/index.ts';
import { currentScheme } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { type CaseBody, readBody, showCase, theCase, visibleLines } from './case-body.ts';
import { bearersOf, type CaseRecord } from './queries.ts';

/** Whom on the roster the bundle is about. */
export type Match =
  | { readonly kind: 'new' }
  | { readonly kind: 'known'; readonly personId: number }
  | { readonly kind: 'unclear'; readonly why: string };

/** By identity number; without one, only by name and birth date together: a name alone is no proof (domain 7.2). */
export function matchPerson(db: ReadDb, person: CaseBody['person']): Match {
  const name = normaliseName(person.name);
  const byNumber = person.idNumber === '' ? undefined : personByIdNumber(db, person.idNumber);
  if (byNumber) {
    if (normaliseName(byNumber.name) === name) return { kind: 'known', personId: byNumber.id };
    return {
      kind: 'unclear',
      why: `名册中身份证号相同的人叫「${byNumber.name}」，与来件的「${person.name}」不同，请核对后改正名册或退回来件。`,
    };
  }
  const bearers = bearersOf(db, searchForms(name).folded);
  if (person.idNumber === '') {
    const [only] = bearers;
    if (!only) return { kind: 'new' };
    const same = bearers.length === 1 && only.birthDate !== '' && only.birthDate === person.birthDate;
    if (same) return { kind: 'known', personId: only.id };
    return {
      kind: 'unclear',
      why: `来件没有身份证号，名册中又有「${person.name}」，不能断定是否同一人。请退回来件，由发件单位补填身份证号。`,
    };
  }
  if (bearers.some((one) => one.idNumber === '')) {
    return {
      kind: 'unclear',
      why: `名册中有「${person.name}」没有登记身份证号，不能断定是否同一人。请先在名册中补登。`,
    };
  }
  return { kind: 'new' };
}

const CLOSED: Partial<Record<FileState, string>> = {
  'in-transfer': '正在转出，须先办结',
  sealed: '已经封存，须先办理启封',
};

/** Why a staged bundle can't be taken as it is, in Chinese; empty: it can. */
export function obstaclesOf(db: ReadDb, record: CaseRecord, caller: Pick<Caller, 'clearanceRank'>): string[] {
  const body = readBody(record);
  const found: string[] = [];
  if (record.state !== 'staged') found.push('此包已经办结。');
  if (visibleLines(body, caller).length < body.lines.length) {
    found.push('包内有超出您知悉范围的材料，须由有相应权限的审批人办理。');
  }
  const known = new Set(
    currentScheme(db)
      .classes.filter((one) => one.parent !== null)
      .map((one) => one.code),
  );
  const unknown = new Map(
    body.lines
      .filter((line) => !known.has(line.classCode))
      .map((line) => [line.classCode, `${line.classCode} ${line.className}`.trim()]),
  );
  if (unknown.size > 0) {
    found.push(`本库的分类方案没有类号 ${[...unknown.values()].join('、')}，请先在分类方案中增设。`);
  }
  const match = matchPerson(db, body.person);
  if (match.kind === 'unclear') found.push(match.why);
  if (match.kind === 'known') {
    const file = fileOfPerson(db, match.personId);
    const why = file && CLOSED[file.state];
    if (why) found.push(`「${body.person.name}」在本库的卷${why}。`);
  }
  return found;
}

/** @throws Refusal unless the case is a bundle that came in */
export function theIncoming(db: ReadDb, id: number): CaseRecord {
  const record = theCase(db, id);
  if (record.direction !== 'in') throw new Refusal('state-refused', '这是转出的事项，没有收到的包。');
  return record;
}

export function staged(
  db: ReadDb,
  input: Parsed<'transfer.staged'>,
  caller: Caller,
  scope: Scope,
): Output<'transfer.staged'> {
  const record = theIncoming(db, input.caseId);
  scope.note.subject = `transfer:${record.id}`;
  const body = readBody(record);
  return {
    case: showCase(record, caller),
    person: {
      name: body.person.name,
      idNumberEnd: body.person.idNumber.slice(-4),
      unit: body.person.unit,
      mainPost: body.person.mainPost,
    },
    alreadyOnRoster: matchPerson(db, body.person).kind === 'known',
    obstacles: record.state === 'staged' ? obstaclesOf(db, record, caller) : [],
    items: visibleLines(body, caller).map((line) => ({
      classCode: line.classCode,
      title: line.title,
      date: line.date,
      archivalCode: line.archivalCode,
      pages: line.pages,
      secrecyMark: secrecyMark(line.secrecy, line.secrecyYears),
    })),
  };
}
