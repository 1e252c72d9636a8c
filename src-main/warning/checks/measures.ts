/** 处理处分: what is incomplete, what still weighs, what ends soon. */
import { addDays, inWords } from '#main/calendar/index.ts';
import { kindName, periodOfMeasure, standingOf } from '#main/measure/index.ts';
import { type Check, fact, figure, span } from './check.ts';

export const measureIncomplete: Check = ({ facts, rules }) =>
  facts.measures.flatMap((one) => {
    const lacks = [
      ...(one.documentNumber === '' ? ['决定文号'] : []),
      ...(one.organ === '' ? ['决定机关'] : []),
      ...(/^\d{8}$/.test(one.decidedOn) ? [] : ['完整的决定日期']),
    ];
    if (lacks.length === 0) return [];
    return [
      {
        key: String(one.id),
        text: `${kindName(rules.kinds, one.kind)}的登记缺少${lacks.join('、')}。`,
        facts: [fact('种类', kindName(rules.kinds, one.kind)), fact('缺少', lacks.join('、'))],
        evidence: [one.itemId],
        rank: one.rank,
      },
    ];
  });

export const measureDate: Check = ({ facts, rules, today }) =>
  facts.measures.flatMap((one) => {
    const decided = span(one.decidedOn);
    const worked = span(facts.person.workDate);
    if (!decided) return [];
    const early = worked !== undefined && decided.last < worked.first;
    if (!early && decided.first <= today) return [];
    return [
      {
        key: String(one.id),
        text: `${kindName(rules.kinds, one.kind)}的决定日期${inWords(one.decidedOn)}${early ? '早于参加工作' : '在今天之后'}。`,
        facts: [fact('决定日期', one.decidedOn), fact('参加工作', facts.person.workDate)],
        evidence: [one.itemId],
        rank: one.rank,
      },
    ];
  });

/** Running and not near its end, or near its end: a period is told once, by one of the two rules. */
const influence =
  (near: boolean): Check =>
  ({ facts, rule, rules, today }) =>
    facts.measures.flatMap((one) => {
      const period = periodOfMeasure(rules.kinds, one);
      if (standingOf(period, one.decidedOn, today) !== 'running' || period.from > today) return [];
      const ahead = figure(near ? rule : endingRule(rules.rules), 'days');
      if (period.until <= addDays(today, ahead) !== near) return [];
      const name = kindName(rules.kinds, one.kind);
      return [
        {
          key: String(one.id),
          text: near
            ? `${name}的影响期至${inWords(period.until)}止，快要结束。`
            : `${name}的影响期自${inWords(period.from)}至${inWords(period.until)}。`,
          facts: [fact('种类', name), fact('起', period.from), fact('止', period.until)],
          evidence: [one.itemId],
          rank: one.rank,
        },
      ];
    });
function endingRule(rules: Parameters<Check>[0]['rules']['rules']) {
  const found = rules.find((one) => one.id === 'influence-ending');
  if (!found) throw new Error('no rule influence-ending');
  return found;
}
export const influenceRunning = influence(false);
export const influenceEnding = influence(true);
