import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { readChosen } from '#main/chosen/index.ts';
import {
  careerOf,
  relativesOf,
  savePerson,
  savePost,
  saveRelatives,
  viewPerson,
} from '#main/people/index.ts';
import { keepPhoto, recordPhoto } from '#main/photo/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { MOST_BYTES, type ReadForm, type ReadPost, readForm } from './read.ts';

const FIELDS = [
  ['sex', '性别'],
  ['ethnicity', '民族'],
  ['birthDate', '出生'],
  ['partyDate', '入党时间'],
  ['workDate', '参加工作'],
  ['idNumber', '身份证号'],
] as const;

/** The form tells the month; a roster that knows the day says the same. */
const same = (ours: string, theirs: string) => theirs === '' || ours === theirs || ours.startsWith(theirs);
const knows = (db: ReadDb, personId: number, post: ReadPost) =>
  careerOf(db, personId).some((one) => one.fromDate.startsWith(post.from) && one.title === post.words);

function theForm(scope: ActScope, source: string): ReadForm {
  return readForm(readChosen(scope.path(source), MOST_BYTES));
}

/** Each part of the form beside what is on record; nothing is written. */
export function lookAtForm(
  scope: ActScope,
  input: Parsed<'people.lookAtForm'>,
): Promise<Output<'people.lookAtForm'>> {
  const form = theForm(scope, input.source);
  const person = viewPerson(scope.db, { id: input.personId }, scope.caller, scope);
  const relatives = relativesOf(scope.db, input.personId);
  return Promise.resolve({
    name: form.name,
    // Another name or number: the clerk may have the wrong file in hand.
    otherPerson:
      form.name !== person.name ||
      (form.idNumber !== '' && person.idNumber !== '' && form.idNumber !== person.idNumber),
    fields: FIELDS.filter(([field]) => !same(person[field], form[field])).map(([field, label]) => ({
      field,
      label,
      ours: person[field],
      theirs: form[field],
    })),
    posts: form.posts.map((post) => ({ ...post, known: knows(scope.db, input.personId, post) })),
    unread: [...form.unread],
    relatives: form.relatives.map((one) => ({
      ...one,
      known: relatives.some((ours) => ours.name === one.name && ours.relation === one.relation),
    })),
    photo: form.photo !== undefined,
  });
}

/** Takes what was chosen, all of it or nothing; what is on record already is not written again. */
export async function takeForm(
  scope: ActScope,
  input: Parsed<'people.takeForm'>,
): Promise<Output<'people.takeForm'>> {
  const { personId } = input;
  const form = theForm(scope, input.source);
  const kept = input.photo && form.photo ? await keepPhoto(scope, personId, form.photo) : undefined;
  return scope.commit((write) => {
    const detail = viewPerson(write, { id: personId }, scope.caller, scope);
    if (detail.name !== form.name)
      throw new Refusal('validation-failed', `表上是${form.name}，不是${detail.name}，没有采用。`);
    const {
      id,
      revision: seen,
      fileId: _f,
      volumeNumber: _v,
      fileState: _s,
      relatives,
      classes: _c,
      ...person
    } = detail;
    if (seen !== input.revision)
      throw new Refusal('conflict', '此人信息刚被别人改过，没有采用。请重新读入。');
    const changes: { part: string; taken: unknown }[] = [];
    let revision = seen;
    const fields = FIELDS.filter(
      ([field]) => input.fields.includes(field) && !same(person[field], form[field]),
    );
    if (fields.length > 0) {
      const taken = Object.fromEntries(fields.map(([field]) => [field, form[field]]));
      const sex = taken['sex'] === undefined ? {} : ({ sex: taken['sex'] === '女' ? '女' : '男' } as const);
      ({ revision } = savePerson(
        write,
        { id, revision, person: { ...person, ...taken, ...sex } },
        scope.caller,
        scope,
      ));
      changes.push({ part: 'fields', taken: fields.map(([field]) => field) });
    }
    const wanted = form.relatives.filter(
      (one, at) =>
        input.relatives.includes(at) &&
        !relatives.some((ours) => ours.name === one.name && ours.relation === one.relation),
    );
    if (wanted.length > 0) {
      ({ revision } = saveRelatives(
        write,
        { id, revision, relatives: [...relatives, ...wanted] },
        scope.caller,
        scope,
      ));
      changes.push({ part: 'relatives', taken: wanted.length });
    }
    let posts = 0;
    for (const [at, post] of form.posts.entries()) {
      if (!input.posts.includes(at) || knows(write, personId, post)) continue;
      savePost(
        write,
        {
          personId,
          post: {
            unitId: null,
            unitText: '',
            title: post.words.slice(0, 200),
            main: true,
            leading: false,
            level: '',
            rank: '',
            fromDate: post.from,
            untilDate: post.until,
            ended: post.until !== '',
            documentNumber: '',
            appointedBy: '',
            duties: '',
          },
        },
        scope.caller,
        scope,
      );
      posts += 1;
    }
    if (posts > 0) changes.push({ part: 'posts', taken: posts });
    if (kept) changes.push({ part: 'photo', taken: recordPhoto(write, scope, personId, kept) });
    scope.note.subject = `person:${personId}`;
    scope.note.detail = { form: 'lrmx', changes };
    return {
      fields: fields.length,
      posts,
      relatives: wanted.length,
      photo: kept !== undefined,
    };
  });
}
