/** 倾向性、苗头性: what only shows when several things are seen together. */
import { type Check, dateWords, fact, figure, span } from './check.ts';

/** 信访举报登记摘要 (domain 1.5). */
const PETITIONS = '0801';

function monthsBefore(day: string, months: number): string {
  const time = new Date(
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1 - months, Number(day.slice(6, 8))),
  );
  return time.toISOString().slice(0, 10).replaceAll('-', '');
}

export const petitionsTogether: Check = ({ facts, rule, today }) => {
  const since = monthsBefore(today, figure(rule, 'months'));
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
      text: `${dateWords(since)}以来有 ${recent.length} 件信访登记。`,
      facts: [
        fact('件数', String(recent.length)),
        ...recent.map((item) => fact(dateWords(item.date), item.title)),
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
