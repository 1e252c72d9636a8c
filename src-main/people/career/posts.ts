import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { changesBetween } from '#main/audit/index.ts';
import { fileOfPerson } from '#main/files/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { endsBeforeBegin, postFindings } from './findings.ts';
import {
  datedPostById,
  datedPostsOf,
  insertDatedPost,
  namesOfUnit,
  type PostFields,
  type PostRecord,
  unitById,
  updateDatedPost,
  voidDatedPost,
} from './queries.ts';
import { nameOn } from './units.ts';

export function listPosts(
  db: ReadDb,
  input: Parsed<'career.posts'>,
  _caller: Caller,
  scope: Scope,
): Output<'career.posts'> {
  if (!fileOfPerson(db, input.personId)) throw nobody();
  scope.note.subject = `person:${input.personId}`;
  const posts = careerOf(db, input.personId);
  return { posts: posts.map(({ personId: _, ...post }) => post), findings: postFindings(posts) };
}

export interface CareerPost extends PostRecord {
  /** What the unit was called when the post began; as written where the unit is not known. */
  readonly unitThen: string;
  /** What it is called now; '' when that is the same. */
  readonly unitNow: string;
}
/** Posts of a cadre by their begin, undated ones last, each unit under the name of that day. */
export function careerOf(db: ReadDb, personId: number): CareerPost[] {
  return datedPostsOf(db, personId).map((post) => {
    const known = post.unitId === null ? [] : namesOfUnit(db, post.unitId);
    const unitThen = known.length === 0 ? post.unitText : nameOn(known, post.fromDate);
    const now = known.at(-1)?.name ?? '';
    return { ...post, unitThen, unitNow: now === unitThen ? '' : now };
  });
}

export function savePost(
  db: WriteDb,
  input: Parsed<'career.savePost'>,
  _caller: Caller,
  scope: Scope,
): Output<'career.savePost'> {
  if (!fileOfPerson(db, input.personId)) throw nobody();
  const post: PostFields = {
    ...input.post,
    ended: input.post.ended || input.post.untilDate !== '',
    unitText: input.post.unitId === null ? input.post.unitText : '',
  };
  if (post.unitId !== null && !unitById(db, post.unitId)) throw wrong('unitId', '没有这个单位，请重新选择。');
  if (endsBeforeBegin(post)) throw wrong('untilDate', '免职时间早于任职时间，请核对。');
  scope.note.subject = `person:${input.personId}`;
  if (input.id === undefined) {
    const id = insertDatedPost(db, input.personId, post, 'clerk');
    scope.note.changes = changesBetween(undefined, { ...post });
    return { id, revision: 1 };
  }
  const before = thePost(db, input.id);
  if (before.personId !== input.personId) throw noPost();
  if (!updateDatedPost(db, input.id, input.revision ?? 0, post)) throw changedMeanwhile();
  const { id: _i, revision, personId: _p, origin: _o, ...known } = before;
  scope.note.changes = changesBetween(known, { ...post });
  return { id: input.id, revision: revision + 1 };
}

/** A post entered by mistake leaves the list; the row and the reason stay. */
export function voidPost(
  db: WriteDb,
  input: Parsed<'career.voidPost'>,
  _caller: Caller,
  scope: Scope,
): Output<'career.voidPost'> {
  const before = thePost(db, input.id);
  if (!voidDatedPost(db, input.id, input.revision, scope.now().toISOString(), input.reason))
    throw changedMeanwhile();
  scope.note.subject = `person:${before.personId}`;
  scope.note.detail = { post: before.title, reason: input.reason };
  return { done: true };
}

function thePost(db: ReadDb, id: number): PostRecord {
  const post = datedPostById(db, id);
  if (!post) throw noPost();
  return post;
}
const nobody = () => new Refusal('not-found', '没有这位干部，可能已随名册导入的撤销而移除。');
const noPost = () => new Refusal('not-found', '没有这条任职记录，可能已作废，请刷新。');
const wrong = (path: string, message: string) =>
  new Refusal('validation-failed', message, [{ path, message }]);
const changedMeanwhile = () =>
  new Refusal('conflict', '这条任职记录刚被别人改过，您的修改未保存。请刷新后核对再存。');
