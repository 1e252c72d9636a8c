import type { SheetText } from '#main/documents/index.ts';

export type RosterField =
  | 'name'
  | 'formerName'
  | 'sex'
  | 'ethnicity'
  | 'birthDate'
  | 'idNumber'
  | 'politicalStatus'
  | 'partyDate'
  | 'workDate'
  | 'rank'
  | 'unit'
  | 'department'
  | 'leadingGroup'
  | 'posts'
  | 'staffNumber'
  | 'sortOrder'
  | 'remarks';
export type RosterMatch = Partial<Record<RosterField, number>>;

/** Words that rosters use for each field; the first that fits a heading exactly wins, then the first it contains. */
const SYNONYMS: readonly (readonly [RosterField, readonly string[]])[] = [
  ['formerName', ['曾用名', '别名']],
  ['idNumber', ['公民身份号码', '身份证号码', '身份证号', '身份号码', '身份证', '证件号码']],
  ['birthDate', ['出生年月日', '出生日期', '出生年月', '出生时间', '生日']],
  ['partyDate', ['政治面貌/入党时间', '入党时间', '入党年月', '入党日期']],
  ['politicalStatus', ['政治面貌', '党派']],
  ['workDate', ['参加工作时间', '工作时间', '参加工作年月', '参工时间', '参加工作']],
  ['leadingGroup', ['领导班子', '所在班子', '班子']],
  ['department', ['内设机构', '所在部门', '部门', '处室', '科室']],
  ['unit', ['工作单位', '所在单位', '单位名称', '单位']],
  ['rank', ['职务职级', '级别职务', '现任职级', '职级', '级别', '职务层次']],
  ['posts', ['现任职务', '工作单位及职务', '职务']],
  ['ethnicity', ['民族']],
  ['sex', ['性别']],
  ['staffNumber', ['工号', '人员编号', '职工号']],
  ['sortOrder', ['排序', '序号', '顺序']],
  ['remarks', ['备注', '说明']],
  ['name', ['姓名', '干部姓名', '名字']],
];

const tidy = (heading: string) => heading.normalize('NFKC').replaceAll(/[\s*:：()（）]/g, '');

/** Which field a column's heading names, for each heading; a field is given once. */
export function matchHeadings(headings: readonly string[]): RosterMatch {
  const match: RosterMatch = {};
  const taken = new Set<number>();
  const words = headings.map(tidy);
  const give = (fits: (word: string, synonym: string) => boolean) => {
    for (const [field, synonyms] of SYNONYMS) {
      if (match[field] !== undefined) continue;
      for (const synonym of synonyms) {
        const column = words.findIndex(
          (word, index) => !taken.has(index) && word !== '' && fits(word, synonym),
        );
        if (column < 0) continue;
        match[field] = column;
        taken.add(column);
        break;
      }
    }
  };
  give((word, synonym) => word === tidy(synonym));
  // A heading such as 配偶姓名 contains 姓名 but says something else: whole words only, or the synonym at the start.
  give((word, synonym) => synonym.length > 2 && word.startsWith(tidy(synonym)));
  return match;
}

/** The row that holds the headings: the one among the first thirty in which most fields are found, and 姓名 with them. */
export function findHeadingRow(sheet: SheetText): { index: number; match: RosterMatch } | undefined {
  let best: { index: number; match: RosterMatch; found: number } | undefined;
  for (const [index, row] of sheet.rows.slice(0, 30).entries()) {
    const match = matchHeadings(row.cells);
    const found = Object.keys(match).length;
    if (match.name !== undefined && found >= 2 && found > (best?.found ?? 0)) best = { index, match, found };
  }
  return best;
}
