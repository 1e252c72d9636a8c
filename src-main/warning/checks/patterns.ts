/** 倾向性、苗头性: what only shows when several things are seen together. */
import { addMonths, inWords } from '#main/calendar/index.ts';
import { type Check, fact, figure, span } from './check.ts';

/** 信访举报登记摘要 (domain 1.5). */
const PETITIONS = '0801';

export const petitionsTogether: Check = ({ facts, rule, today }) => {
  const since = addMonths(today, -figure(rule, 'months'));
  const recent = facts.items.filter((item) => {
    const dated = span(item.date);
    return (
      item.classCode === PETITIONS && dated !== undefined && dated.first >= since && dated.first <= today
    );
  });
  if (recent.length < figure(rule, 'count')) return [];
  return [
    {
      key: '',
      text: `${inWords(since)}以来有 ${recent.length} 件信访登记。`,
      facts: [
        fact('件数', String(recent.length)),
        ...recent.map((item) => fact(inWords(item.date), item.title)),
      ],
      evidence: recent.map((item) => item.id),
      rank: Math.max(...recent.map((item) => item.secrecyRank)),
    },
  ];
};

/** 任职回避: a relative whose place of work is named as the cadre's own unit. */
export const relativeInUnit: Check = ({ facts }) => {
  const { unit } = facts.person;
  if ([...unit].length < 3) return [];
  return facts.relatives
    .filter((one) => one.work.includes(unit))
    .map((one) => ({
      key: `${one.relation} ${one.name}`,
      text: `${one.relation}${one.name}也在「${unit}」工作。`,
      facts: [fact('亲属', `${one.relation} ${one.name}`), fact('工作', one.work), fact('本人单位', unit)],
      evidence: [],
      rank: 0,
    }));
};
