/** 时间线: the material of a file along the posts that its cadre held at the time, concurrent ones together. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { fileOfPerson } from '#main/files/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { type CareerPost, careerOf } from './posts.ts';
import { namesOfUnit, type TimelineItem, timelineItems } from './queries.ts';
import { nameOn } from './units.ts';

const digits = (date: string) => date.replaceAll(/\D/g, '');
/** First and last day that a date may mean. */
const earliest = (date: string) => digits(date).padEnd(4, '0').padEnd(8, '01');
const latest = (date: string) => {
  const known = digits(date);
  return known.length === 4 ? `${known}1231` : known.length === 6 ? `${known}31` : known;
};

export interface Period {
  /** yyyymmdd; '' before any post is known to begin. */
  readonly from: string;
  /** Exclusive; '' still running. */
  readonly until: string;
  readonly posts: readonly CareerPost[];
}

/**
 * The days between which the same posts are held, in order. A post without a begin says nothing of when and is left out; one
 * that ended on an unknown day ends where the next main post begins, or runs on.
 * @param renamedOn yyyymmdd on which a unit took another name: a new period where one of these posts was held
 */
export function periodsOf(posts: readonly CareerPost[], renamedOn: readonly string[] = []): Period[] {
  const dated = posts.filter((post) => post.fromDate !== '');
  const nextBegin = (post: CareerPost) =>
    dated.map((one) => earliest(one.fromDate)).find((from) => from > earliest(post.fromDate)) ?? '';
  const spans = dated.map((post) => ({
    post,
    from: earliest(post.fromDate),
    // 任职 ends with the day named: the next day is another period.
    until: post.untilDate !== '' ? latest(post.untilDate) : post.ended ? nextBegin(post) : '',
  }));
  const within = renamedOn.filter((day) =>
    spans.some((one) => one.from < day && (one.until === '' || one.until > day)),
  );
  const ends = spans.flatMap(({ from, until }) => [from, until]);
  const cuts = [...new Set([...ends, ...within])].filter(Boolean).toSorted();
  const held = cuts.map((from, at): Period => {
    const until = cuts[at + 1] ?? '';
    return {
      from,
      until,
      posts: spans
        .filter((one) => one.from <= from && (one.until === '' || one.until > from))
        .map((one) => one.post),
    };
  });
  return [{ from: '', until: cuts[0] ?? '', posts: [] }, ...held];
}

export function viewTimeline(
  db: ReadDb,
  input: Parsed<'career.timeline'>,
  caller: Caller,
  scope: Scope,
): Output<'career.timeline'> {
  const file = fileOfPerson(db, input.personId);
  if (!file) throw new Refusal('not-found', '没有这位干部，列表可能已变化，请刷新。');
  scope.note.subject = `person:${input.personId}`;
  const names = classNames(db);
  const posts = careerOf(db, input.personId);
  const units = [...new Set(posts.flatMap((post) => post.unitId ?? []))];
  const renamedOn = units.flatMap((id) => namesOfUnit(db, id).map((name) => earliest(name.fromDate)));
  const periods = periodsOf(posts, renamedOn);
  const lying = periods.map((): TimelineItem[] => []);
  const undated: TimelineItem[] = [];
  for (const item of timelineItems(db, file.id, caller.clearanceRank)) {
    if (item.date === '') {
      undated.push(item);
      continue;
    }
    const day = latest(item.date);
    const at = periods.findLastIndex((one) => one.from <= day);
    lying[Math.max(at, 0)]?.push(item);
  }
  const shown = (item: TimelineItem) => ({ ...item, className: names.get(item.classCode) ?? '' });
  return {
    periods: periods
      .map(({ from, until, posts }, at) => ({
        from,
        until,
        posts: posts.map((post) => {
          const known = post.unitId === null ? [] : namesOfUnit(db, post.unitId);
          // The name of that day: a unit may have been renamed while the post was held.
          const unit = known.length === 0 ? post.unitText : nameOn(known, from);
          return { id: post.id, title: post.title, unit, main: post.main };
        }),
        items: (lying[at] ?? []).map(shown),
      }))
      .filter((one) => one.posts.length > 0 || one.items.length > 0)
      .toReversed(),
    undated: undated.map(shown),
  };
}
