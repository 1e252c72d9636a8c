/** 任职时段: the time of each main post, in which what is on file is told. Pure. */
export interface Post {
  readonly unitThen: string;
  readonly title: string;
  readonly main: boolean;
  /** yyyy, yyyymm or yyyymmdd, in [] when inferred; empty: not known. */
  readonly fromDate: string;
  readonly untilDate: string;
}
export interface Period {
  readonly title: string;
  /** yyyymmdd from which on; empty: from the beginning. */
  readonly from: string;
}
/** Posts told one by one; those before are one period, so that two pages hold it. */
const MOST_PERIODS = 3;

const digits = (date: string) => date.replaceAll(/[[\]]/g, '');
const first = (date: string) => {
  const known = digits(date);
  return known + '0101'.slice(known.length - 4);
};
function dotted(date: string): string {
  const known = digits(date);
  return [known.slice(0, 4), known.slice(4, 6), known.slice(6, 8)].filter(Boolean).join('.');
}

/** Newest first; the last takes everything before the posts known. Dated main posts where there are any, else all dated. */
export function periodsOf(posts: readonly Post[]): readonly Period[] {
  const dated = posts.filter((one) => one.fromDate !== '');
  const chosen = dated.some((one) => one.main) ? dated.filter((one) => one.main) : dated;
  const begins = Map.groupBy(chosen, (one) => first(one.fromDate));
  const told = [...begins].toSorted(([a], [b]) => (a < b ? 1 : -1)).slice(0, MOST_PERIODS);
  if (told.length === 0) return [{ title: '任职时间未登记', from: '' }];
  return [
    ...told.map(([from, held]) => {
      const [one] = held;
      const until = one === undefined || one.untilDate === '' ? '至今' : dotted(one.untilDate);
      const words = held.map((post) => `${post.unitThen}${post.title}`).join('、');
      return { title: `${dotted(one?.fromDate ?? '')}—${until}　${words}`, from };
    }),
    { title: '此前及日期不详', from: '' },
  ];
}

/** @param date as catalogued; a partial one counts as the last day it may mean */
export function periodOf(periods: readonly Period[], date: string): number {
  const known = digits(date);
  const day = known === '' ? '' : known.padEnd(8, '9');
  return periods.findIndex((one) => one.from === '' || (day !== '' && one.from <= day));
}
