/** What the arrangement rules need to know of an item. */
export interface ArrangedItem {
  readonly id: number;
  readonly classCode: string;
  readonly title: string;
  /** Sort key of the date, '' when undated. */
  readonly dateSort: string;
  readonly position: number;
}

/**
 * 系统法 for material of discipline and letters: the order that the field fixes, 复查结论 before all (domain 2.4).
 * Recognised by the words of the title; what fits none comes between the evidence and the person's own statement.
 */
const FIXED_ORDER: readonly RegExp[] = [
  /(复查|复议|复核|复审).*(结论|决定)/,
  /批复|批示|呈批/,
  /结论|处分决定|处理决定|决定/,
  /本人.*意见|对.*(结论|决定).*意见/,
  /调查报告|核查报告|审查报告|情况报告/,
  /证明|笔录|证言|证据/,
  /检讨|检查|交代|悔过|悔改/,
];
/** 个人意见 must win over 结论 in «本人对结论的意见». */
const RANK_TEST_ORDER = [3, 6, 0, 1, 2, 4, 5];
const MIDDLE = 5.5;
const SYSTEMATIC_CLASSES = ['07', '08', '09'];

function systematicRank(title: string): number {
  for (const rank of RANK_TEST_ORDER) if (FIXED_ORDER[rank]?.test(title)) return rank;
  return MIDDLE;
}

/**
 * Order of the items of a volume: by class; in a class by time (时序法), undated ones last, or for disciplinary classes by
 * the fixed order and then the latest first; ties as they stand. O(n log n).
 */
export function arrange<T extends ArrangedItem>(items: readonly T[]): T[] {
  const keyed = items.map((item) => ({
    item,
    rank: SYSTEMATIC_CLASSES.includes(item.classCode.slice(0, 2)) ? systematicRank(item.title) : 0,
    systematic: SYSTEMATIC_CLASSES.includes(item.classCode.slice(0, 2)),
  }));
  const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  keyed.sort((a, b) => {
    const byClass = text(a.item.classCode, b.item.classCode);
    if (byClass !== 0) return byClass;
    if (a.rank !== b.rank) return a.rank - b.rank;
    if (a.item.dateSort !== b.item.dateSort) {
      if (a.item.dateSort === '') return 1;
      if (b.item.dateSort === '') return -1;
      return text(a.item.dateSort, b.item.dateSort) * (a.systematic ? -1 : 1);
    }
    return a.item.position - b.item.position || a.item.id - b.item.id;
  });
  return keyed.map((one) => one.item);
}
