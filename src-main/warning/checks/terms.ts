/** 期限: secrecy and retention that end. What has no certain end is left out, not guessed. */

import { secrecyMark } from '#contract/vocabulary.ts';
import { addDays, inWords } from '#main/calendar/index.ts';
import { type Check, digits, fact, figure, span, yearsAfter } from './check.ts';

export const secrecyEnding: Check = ({ facts, rule, today }) =>
  facts.items.flatMap((item) => {
    const dated = span(item.date);
    if (item.secrecyRank === 0 || item.secrecyEvent !== '' || item.secrecyYears === 0 || !dated) return [];
    const ends = yearsAfter(dated.last, item.secrecyYears);
    if (ends > addDays(today, figure(rule, 'days'))) return [];
    return [
      {
        key: String(item.id),
        text: `「${item.title}」（${secrecyMark(item.secrecy, item.secrecyYears)}）的保密期限至${inWords(ends)}。`,
        facts: [
          fact('材料日期', item.date),
          fact('期限（年）', String(item.secrecyYears)),
          fact('期满', ends),
        ],
        evidence: [item.id],
        rank: item.secrecyRank,
      },
    ];
  });

const YEARS = { Y: 0, D30: 30, D10: 10 } as const;
/** Counted from 1 January after the year of the material (domain 2.9). */
export const retentionDue: Check = ({ facts, today }) =>
  facts.items.flatMap((item) => {
    const years = YEARS[item.retention];
    const year = Number(digits(item.date).slice(0, 4));
    if (years === 0 || year === 0 || year + years >= Number(today.slice(0, 4))) return [];
    return [
      {
        key: String(item.id),
        text: `「${item.title}」定期${years}年，${year + years}年底已满。`,
        facts: [fact('归属年度', String(year)), fact('保管期限（年）', String(years))],
        evidence: [item.id],
        rank: item.secrecyRank,
      },
    ];
  });
