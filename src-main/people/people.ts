import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { changesBetween } from '#main/audit/index.ts';
import { today } from '#main/calendar/index.ts';
import { fileOfPerson, openVolume } from '#main/files/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import {
  AXES,
  axisValues,
  classCounts,
  findPeople,
  insertPerson,
  type PersonFields,
  peopleByName,
  personById,
  personByIdNumber,
  personRows,
  postsOf,
  raiseRevision,
  relativesOf,
  replacePosts,
  replaceRelatives,
  type SearchForms,
  updatePerson,
} from './queries.ts';
import { foldName, normaliseName, readIdentityNumber, readName } from './rules/index.ts';

export function browseAxes(db: ReadDb): Output<'people.axes'> {
  return { axes: AXES.map((axis) => ({ axis, values: axisValues(db, axis) })) };
}

export function listPeople(db: ReadDb, input: Parsed<'people.ids'>): Output<'people.ids'> {
  const folded = foldName(input.text ?? '');
  return { ids: findPeople(db, { ...input, folded }, input.sort, input.descending) };
}

export function personWindow(
  db: ReadDb,
  input: Parsed<'people.rows'>,
  caller: Caller,
): Output<'people.rows'> {
  return {
    rows: personRows(db, input.ids, caller.clearanceRank).map(
      ({ idNumber, homonyms, mainPost, ...rest }) => ({
        ...rest,
        idNumberEnd: idNumber.slice(-4),
        mainPost: mainPost ?? '',
        homonym: homonyms > 1,
      }),
    ),
  };
}

export function viewPerson(
  db: ReadDb,
  input: Parsed<'people.get'>,
  caller: Caller,
  scope: Scope,
): Output<'people.get'> {
  const person = personById(db, input.id);
  const file = fileOfPerson(db, input.id);
  if (!person || !file) throw gone();
  scope.note.subject = `person:${input.id}`;
  const names = classNames(db);
  const { sortOrder: _, ...shown } = person;
  return {
    ...shown,
    sex: sexOf(person.sex),
    posts: postsOf(db, input.id),
    relatives: relativesOf(db, input.id),
    fileId: file.id,
    volumeNumber: file.volume_number,
    fileState: file.state,
    classes: classCounts(db, file.id, caller.clearanceRank).map((one) => ({
      ...one,
      name: names.get(one.classCode) ?? '',
    })),
  };
}

function sexOf(text: string): '' | '男' | '女' {
  return text === '男' || text === '女' ? text : '';
}

export function searchForms(name: string): SearchForms {
  return { folded: foldName(name), ...readName(name) };
}

export function savePerson(
  db: WriteDb,
  input: Parsed<'people.save'>,
  _caller: Caller,
  scope: Scope,
): Output<'people.save'> {
  const { posts, ...fields } = input.person;
  const person: PersonFields = { ...fields, name: normaliseName(fields.name) };
  const details: { path: string; message: string }[] = [];
  if (person.idNumber !== '') {
    const id = readIdentityNumber(person.idNumber, today(scope));
    person.idNumber = id.number;
    const wrong = id.findings.filter((finding) => finding.severity === 'error');
    if (wrong.length > 0 && person.idNumberReason === '') {
      details.push(
        ...wrong.map((finding) => ({
          path: 'idNumber',
          message: `${finding.message}。确属原号有误的，请填写理由`,
        })),
      );
    }
    const holder = personByIdNumber(db, person.idNumber);
    if (holder && holder.id !== input.id)
      details.push({ path: 'idNumber', message: `该身份证号已登记给${holder.name}` });
  }
  if (details.length > 0) throw new Refusal('validation-failed', '人员信息有误，未保存。', details);
  const forms = searchForms(person.name);
  const at = scope.now().toISOString();
  if (input.id === undefined) {
    const id = insertPerson(db, person, forms, 100_000, at);
    openVolume(db, scope, id, at);
    replacePosts(db, id, posts);
    scope.note.subject = `person:${id}`;
    scope.note.changes = changesBetween(undefined, { ...person, posts });
    return { id, revision: 1 };
  }
  const before = personById(db, input.id);
  if (!before) throw gone();
  const beforePosts = postsOf(db, input.id);
  if (!updatePerson(db, input.id, input.revision ?? 0, person, forms)) throw changedMeanwhile();
  replacePosts(db, input.id, posts);
  scope.note.subject = `person:${input.id}`;
  const { id: _i, revision: _r, sortOrder: _s, ...known } = before;
  scope.note.changes = changesBetween({ ...known, posts: beforePosts }, { ...person, posts });
  return { id: input.id, revision: before.revision + 1 };
}

/** The whole list of relatives anew. */
export function saveRelatives(
  db: WriteDb,
  input: Parsed<'people.saveRelatives'>,
  _caller: Caller,
  scope: Scope,
): Output<'people.saveRelatives'> {
  if (!personById(db, input.id)) throw gone();
  if (!raiseRevision(db, input.id, input.revision)) throw changedMeanwhile();
  const before = relativesOf(db, input.id);
  const after = input.relatives.map((one) => ({ ...one, name: normaliseName(one.name) }));
  replaceRelatives(db, input.id, after);
  scope.note.subject = `person:${input.id}`;
  scope.note.changes = changesBetween({ relatives: before }, { relatives: after });
  return { id: input.id, revision: input.revision + 1 };
}

const gone = () => new Refusal('not-found', '没有这位干部，可能已随名册导入的撤销而移除。');
const changedMeanwhile = () =>
  new Refusal('conflict', '此人信息刚被别人改过，您的修改未保存。请刷新后核对再存。');

/** The person a scan's path means: by ID number, else by a name that only one person bears (domain 2.5). */
export function findPerson(
  db: ReadDb,
  idNumber: string,
  name: string,
): { readonly personId: number } | { readonly why: 'unknown' | 'ambiguous' } {
  if (idNumber !== '') {
    const found = personByIdNumber(db, idNumber);
    return found ? { personId: found.id } : { why: 'unknown' };
  }
  const found = name === '' ? [] : peopleByName(db, foldName(name));
  const [only] = found;
  if (only && found.length === 1) return { personId: only.id };
  return { why: found.length > 1 ? 'ambiguous' : 'unknown' };
}
