/** 任职: dated posts against each other and against the career. Only what is certain counts. */
import { addMonths, inWords } from '#main/calendar/index.ts';
import type { PostFact } from '../facts.ts';
import { type Check, fact, figure, span, yearsAfter } from './check.ts';

const spanWords = (post: PostFact) =>
  `${inWords(post.fromDate)}至${post.untilDate === '' ? '今' : inWords(post.untilDate)}`;

export const postBeforeWork: Check = ({ facts }) => {
  const work = span(facts.person.workDate);
  if (!work) return [];
  return facts.posts.flatMap((post) => {
    const began = span(post.fromDate);
    if (!began || began.last >= work.first) return [];
    return [
      {
        key: String(post.id),
        text: `「${post.title}」${inWords(post.fromDate)}任职，早于${inWords(facts.person.workDate)}参加工作。`,
        facts: [fact('任职时间', post.fromDate), fact('参加工作', facts.person.workDate)],
        evidence: [],
        rank: 0,
      },
    ];
  });
};

/** Two main posts at once for longer than a hand-over takes; posts held beside a main one are no contradiction. */
export const postOverlap: Check = ({ facts, rule, today }) => {
  const months = figure(rule, 'months');
  const held = facts.posts.flatMap((post) => {
    const began = span(post.fromDate);
    // One that ended nobody knows when may have ended in time.
    if (!post.main || !began || (post.ended && post.untilDate === '')) return [];
    return [{ post, from: began.last, until: span(post.untilDate)?.first ?? today }];
  });
  return held.flatMap((one, at) =>
    held.slice(at + 1).flatMap((other) => {
      const from = one.from > other.from ? one.from : other.from;
      const until = one.until < other.until ? one.until : other.until;
      if (addMonths(from, months) >= until) return [];
      return [
        {
          key: `${one.post.id} ${other.post.id}`,
          text: `两个主职「${one.post.title}」（${spanWords(one.post)}）与「${other.post.title}」（${spanWords(other.post)}）交叉超过${months}个月。`,
          facts: [fact(one.post.title, spanWords(one.post)), fact(other.post.title, spanWords(other.post))],
          evidence: [],
          rank: 0,
        },
      ];
    }),
  );
};

/** 频繁调动: so many new main posts within so many years; the first post of a career is no move. */
export const frequentMoves: Check = ({ facts, rule }) => {
  const [count, years] = [figure(rule, 'count'), figure(rule, 'years')];
  const moves = facts.posts
    .flatMap((post) => {
      const began = span(post.fromDate);
      return post.main && began ? [{ post, ...began }] : [];
    })
    .toSorted((a, b) => (a.first < b.first ? -1 : 1))
    .slice(1);
  const at = moves.findLastIndex((first, index) => {
    const last = moves[index + count - 1];
    return last !== undefined && last.last <= yearsAfter(first.first, years);
  });
  if (at < 0) return [];
  const close = moves.slice(at, at + count);
  const [begin, end] = [close[0]?.post.fromDate ?? '', close.at(-1)?.post.fromDate ?? ''];
  return [
    {
      key: '',
      text: `${inWords(begin)}至${inWords(end)}${years}年内调动 ${count} 次以上。`,
      facts: close.map(({ post }) => fact(inWords(post.fromDate), post.title)),
      evidence: [],
      rank: 0,
    },
  ];
};
