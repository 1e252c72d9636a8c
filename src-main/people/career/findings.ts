import { readPartialDate, sortKey } from '../rules/index.ts';
import type { PostRecord } from './queries.ts';

export interface PostFinding {
  readonly kind: 'order' | 'gap' | 'undated';
  readonly postId: number;
  readonly message: string;
}
/** Months without a post that are still taken for travel and hand-over (domain 7.3: gaps of over 1 to 3 months are flagged). */
const QUIET_MONTHS = 3;

/** Months since year 0 of the first or last month that a partial date can mean. */
function month(date: string, end: 'first' | 'last'): number | undefined {
  const digits = date.replaceAll(/[[\]]/g, '');
  if (digits === '' || !readPartialDate(digits).ok) return undefined;
  const within = digits.length > 4 ? Number(digits.slice(4, 6)) : end === 'first' ? 1 : 12;
  return Number(digits.slice(0, 4)) * 12 + within - 1;
}
/** Certain only: a partial date that could still be in order counts as in order. */
export function endsBeforeBegin(post: { readonly fromDate: string; readonly untilDate: string }): boolean {
  const [from, until] = [sortKey(post.fromDate), sortKey(post.untilDate)];
  if (from === '' || until === '') return false;
  const known = Math.min(
    ...[post.fromDate, post.untilDate].map((one) => one.replaceAll(/[[\]]/g, '').length),
  );
  return until.slice(0, known) < from.slice(0, known);
}

/** What in a cadre's posts cannot be, or needs a word; overlapping posts are legal and no finding. */
export function postFindings(posts: readonly PostRecord[]): PostFinding[] {
  const findings: PostFinding[] = [];
  for (const post of posts) {
    if (endsBeforeBegin(post))
      findings.push({ kind: 'order', postId: post.id, message: `「${post.title}」的免职时间早于任职时间。` });
    if (post.fromDate === '')
      findings.push({ kind: 'undated', postId: post.id, message: `「${post.title}」还没有任职时间。` });
  }
  const dated = posts
    .flatMap((post) => {
      const first = month(post.fromDate, 'first');
      const last = post.ended ? month(post.untilDate, 'last') : Number.POSITIVE_INFINITY;
      return first === undefined ? [] : [{ post, first, last: last ?? Number.POSITIVE_INFINITY }];
    })
    .sort((a, b) => a.first - b.first);
  let covered = dated[0]?.first ?? 0;
  for (const { post, first, last } of dated) {
    const missing = first - covered - 1;
    if (missing > QUIET_MONTHS)
      findings.push({
        kind: 'gap',
        postId: post.id,
        message: `任「${post.title}」之前有 ${missing} 个月没有任职记载。`,
      });
    covered = Math.max(covered, last);
  }
  return findings;
}
