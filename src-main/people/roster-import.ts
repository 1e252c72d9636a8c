import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { today } from '#main/calendar/index.ts';
import { readChosen } from '#main/chosen/index.ts';
import { openVolume } from '#main/files/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { searchForms } from './people.ts';
import {
  EDITABLE,
  finishRosterImport,
  hasItems,
  insertPerson,
  insertRosterChange,
  insertRosterImport,
  lastImportNotUndone,
  markImportUndone,
  type PersonFields,
  type PersonRecord,
  peopleByName,
  personById,
  personByIdNumber,
  postsOf,
  replacePosts,
  restorePerson,
  retractedByIdNumber,
  retractPerson,
  rosterChanges,
  rosterImports,
  updatePerson,
} from './queries.ts';
import {
  checkRoster,
  type RosterCheck,
  type RosterMatch,
  type RosterPerson,
  readRosterSheet,
} from './roster-sheet/index.ts';
import { foldName } from './rules/index.ts';

/** Largest roster file taken; 100,000 people take about 20 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

export async function readRoster(
  scope: ActScope,
  input: Parsed<'people.readRoster'>,
): Promise<Output<'people.readRoster'>> {
  const path = scope.path(input.source);
  const roster = await readRosterSheet(readChosen(path, MOST_BYTES), basename(path));
  scope.note.subject = basename(path);
  scope.commit(() => undefined);
  return {
    sheet: roster.sheet,
    headingRow: roster.headingRow,
    headings: [...roster.headings],
    match: roster.match,
    preview: roster.rows.slice(0, 5).map((row) => [...row.cells]),
  };
}

/** Dry run: every fault by row and cell, and what the import would do. Writes nothing of it. */
export async function checkRosterFile(
  scope: ActScope,
  input: Parsed<'people.checkRoster'>,
): Promise<Output<'people.checkRoster'>> {
  const { check, path } = await load(scope, input);
  const effects = check.people.map((person) => effectOf(scope.db, person));
  scope.note.subject = basename(path);
  scope.commit(() => undefined);
  const count = (kind: string) => effects.filter((effect) => effect.kind === kind).length;
  return {
    rows: check.people.length + check.refused,
    added: count('add'),
    changed: count('change'),
    same: count('same'),
    refused: check.refused,
    faults: [...check.faults],
  };
}

/** Takes the good rows in one transaction: all or nothing, undone as one act. */
export async function importRoster(
  scope: ActScope,
  input: Parsed<'people.importRoster'>,
): Promise<Output<'people.importRoster'>> {
  const { check, path, sha256 } = await load(scope, input);
  const at = scope.now().toISOString();
  return scope.commit((write) => {
    const importId = insertRosterImport(write, {
      fileName: basename(path),
      sha256,
      at,
      by: scope.caller.name,
      refused: check.refused,
    });
    const counts = { added: 0, changed: 0, same: 0 };
    for (const person of check.people) {
      const effect = effectOf(write, person);
      if (effect.kind === 'same') counts.same += 1;
      else if (effect.kind === 'add') {
        addPerson(write, scope, importId, person, at);
        counts.added += 1;
      } else {
        const before = JSON.stringify({ ...effect.before, posts: postsOf(write, effect.before.id) });
        updatePerson(
          write,
          effect.before.id,
          effect.before.revision,
          effect.fields,
          searchForms(person.name),
        );
        replacePosts(write, effect.before.id, person.posts);
        insertRosterChange(write, importId, effect.before.id, before, effect.before.revision + 1);
        counts.changed += 1;
      }
    }
    finishRosterImport(write, importId, counts);
    scope.note.subject = `roster-import:${importId}`;
    scope.note.detail = { file: basename(path), sha256, ...counts, refused: check.refused };
    return { importId, ...counts, refused: check.refused };
  });
}

function addPerson(write: WriteDb, scope: Scope, importId: number, person: RosterPerson, at: string): void {
  const fields = fieldsOf(person);
  const back = person.idNumber === '' ? undefined : retractedByIdNumber(write, person.idNumber);
  if (back !== undefined) {
    restorePerson(write, back);
    const record = personById(write, back);
    if (record) updatePerson(write, back, record.revision, fields, searchForms(person.name));
    replacePosts(write, back, person.posts);
    insertRosterChange(write, importId, back, null, (record?.revision ?? 0) + 1);
    return;
  }
  const id = insertPerson(write, fields, searchForms(person.name), person.sortOrder, at);
  openVolume(write, scope, id, at);
  replacePosts(write, id, person.posts);
  insertRosterChange(write, importId, id, null, 1);
}

async function load(
  scope: ActScope,
  input: { source: string; match: Parsed<'people.checkRoster'>['match'] },
): Promise<{ check: RosterCheck; path: string; sha256: string }> {
  const path = scope.path(input.source);
  const bytes = readChosen(path, MOST_BYTES);
  const roster = await readRosterSheet(bytes, basename(path));
  const match: RosterMatch = Object.fromEntries(
    Object.entries(input.match).filter(([, index]) => index !== undefined),
  );
  if (match.name === undefined) throw new Refusal('validation-failed', '请先指定哪一列是「姓名」。');
  const columns = Object.values(match);
  if (new Set(columns).size < columns.length)
    throw new Refusal('validation-failed', '同一列被指定给了两个栏目，请核对列的对应。');
  return {
    check: checkRoster(roster.rows, match, today(scope)),
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

function fieldsOf(person: RosterPerson): PersonFields {
  const { row: _row, posts: _posts, sortOrder: _order, ...fields } = person;
  return { ...fields, idNumberReason: '' };
}

type Effect =
  | { readonly kind: 'add' }
  | { readonly kind: 'same' }
  | { readonly kind: 'change'; readonly before: PersonRecord; readonly fields: PersonFields };

/** What a row means for the roster as it is. A cell left empty in the sheet never wipes what is known. */
function effectOf(db: ReadDb, person: RosterPerson): Effect {
  const known =
    person.idNumber === '' ? knownWithoutNumber(db, person) : personByIdNumber(db, person.idNumber);
  if (!known) return { kind: 'add' };
  const fields = fieldsOf(person);
  for (const field of Object.keys(EDITABLE) as (keyof PersonFields)[])
    if (fields[field] === '') fields[field] = known[field];
  const samePosts = person.posts.length === 0 || postsOf(db, known.id).join('、') === person.posts.join('、');
  const same = (Object.keys(EDITABLE) as (keyof PersonFields)[]).every(
    (field) => fields[field] === known[field],
  );
  return same && samePosts ? { kind: 'same' } : { kind: 'change', before: known, fields };
}

/** Without a number, only the same name, unit and birth date together mean the same person. */
function knownWithoutNumber(db: ReadDb, person: RosterPerson): PersonRecord | undefined {
  return peopleByName(db, foldName(person.name)).find(
    (one) => one.idNumber === '' && one.unit === person.unit && one.birthDate === person.birthDate,
  );
}

export function listRosterImports(db: ReadDb): Output<'people.rosterImports'> {
  return { imports: rosterImports(db) };
}

/** Takes the newest import back. Refused where work has been built on it, naming the first such person. */
export function undoRosterImport(
  db: WriteDb,
  input: Parsed<'people.undoRosterImport'>,
  _caller: Caller,
  scope: Scope,
): Output<'people.undoRosterImport'> {
  if (lastImportNotUndone(db) !== input.importId) {
    throw new Refusal('state-refused', '只能撤销最近一次尚未撤销的导入。请先撤销它之后的导入。');
  }
  const changes = rosterChanges(db, input.importId);
  for (const change of changes) {
    const person = personById(db, change.person_id);
    if (!person) continue;
    if (person.revision !== change.revision_after) {
      throw new Refusal('state-refused', `${person.name}的信息在导入后又被改过，撤销会丢失该修改，已停止。`);
    }
    if (change.before === null && hasItems(db, change.person_id)) {
      throw new Refusal('state-refused', `${person.name}名下已有材料，撤销会使材料失去归属，已停止。`);
    }
  }
  const at = scope.now().toISOString();
  for (const change of changes) {
    if (change.before === null) {
      retractPerson(db, change.person_id, at);
      continue;
    }
    const { posts, ...before } = JSON.parse(change.before) as PersonRecord & { posts: string[] };
    updatePerson(db, change.person_id, change.revision_after, before, searchForms(before.name));
    replacePosts(db, change.person_id, posts);
  }
  markImportUndone(db, input.importId, at);
  scope.note.subject = `roster-import:${input.importId}`;
  scope.note.detail = { people: changes.length };
  return { done: true };
}
