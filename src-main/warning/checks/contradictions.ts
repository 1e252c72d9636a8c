/** 前后矛盾: dates and numbers that cannot both be true. Only what is certain counts: a partial date takes the doubt's side. */
import { inWords } from '#main/calendar/index.ts';
import { readIdentityNumber } from '#main/people/index.ts';
import { type Check, digits, fact, figure, type Hit, span, yearsAfter } from './check.ts';

/** What the number says, where nobody has noted that the number itself is wrong. */
function numberOf({ facts, today }: Parameters<Check>[0]) {
  const { idNumber, idNumberReason } = facts.person;
  if (idNumber === '' || idNumberReason !== '') return undefined;
  const read = readIdentityNumber(idNumber, today);
  return read.findings.some((one) => one.severity === 'error') ? undefined : read;
}

export const birthAgainstNumber: Check = (given) => {
  const { birthDate } = given.facts.person;
  const read = numberOf(given);
  const known = digits(birthDate);
  if (!read || known === '' || read.birthDate.startsWith(known)) return [];
  return [
    {
      key: '',
      text: `名册出生日期为${inWords(birthDate)}，身份证号所载为${inWords(read.birthDate)}。`,
      facts: [fact('名册出生日期', birthDate), fact('身份证号所载', read.birthDate)],
      evidence: [],
      rank: 0,
    },
  ];
};

export const sexAgainstNumber: Check = (given) => {
  const { sex } = given.facts.person;
  const read = numberOf(given);
  if (!read || sex === '' || read.sex === '' || read.sex === sex) return [];
  return [
    {
      key: '',
      text: `名册性别为${sex}，身份证号所载为${read.sex}。`,
      facts: [fact('名册性别', sex), fact('身份证号所载', read.sex)],
      evidence: [],
      rank: 0,
    },
  ];
};

const tooYoung =
  (what: string, of: 'workDate' | 'partyDate'): Check =>
  ({ facts, rule }) => {
    const born = span(facts.person.birthDate);
    const then = span(facts.person[of]);
    const years = figure(rule, 'years');
    if (!born || !then || then.last >= yearsAfter(born.first, years)) return [];
    return [
      {
        key: '',
        text: `${inWords(facts.person.birthDate)}出生，${inWords(facts.person[of])}${what}，不满${years}岁。`,
        facts: [fact('出生日期', facts.person.birthDate), fact(`${what}时间`, facts.person[of])],
        evidence: [],
        rank: 0,
      },
    ];
  };
export const workTooYoung = tooYoung('参加工作', 'workDate');
export const partyTooYoung = tooYoung('入党', 'partyDate');

const ofItem = (
  item: Parameters<Check>[0]['facts']['items'][number],
  text: string,
  more: Hit['facts'],
): Hit => ({
  key: String(item.id),
  text,
  facts: [fact('材料', item.title), fact('材料日期', item.date), ...more],
  evidence: [item.id],
  rank: item.secrecyRank,
});

export const itemBeforeBirth: Check = ({ facts }) => {
  const born = span(facts.person.birthDate);
  if (!born) return [];
  return facts.items.flatMap((item) => {
    const dated = span(item.date);
    return dated && dated.last < born.first
      ? [
          ofItem(item, `「${item.title}」的日期${inWords(item.date)}早于本人出生。`, [
            fact('出生日期', facts.person.birthDate),
          ]),
        ]
      : [];
  });
};

export const itemInFuture: Check = ({ facts, today }) =>
  facts.items.flatMap((item) => {
    const dated = span(item.date);
    return dated && dated.first > today
      ? [ofItem(item, `「${item.title}」的日期${inWords(item.date)}在今天之后。`, [])]
      : [];
  });

/** 〔2024〕, [2024], (2024), 2024年第: the year a document number carries. */
const NUMBER_YEAR = /[〔[（(【](\d{4})[〕\]）)】]|(\d{4})年第/;

export const numberYear: Check = ({ facts, rule }) =>
  facts.items.flatMap((item) => {
    const found = NUMBER_YEAR.exec(item.documentNumber);
    const numbered = Number(found?.[1] ?? found?.[2]);
    const dated = Number(digits(item.date).slice(0, 4));
    if (!found || dated === 0 || (numbered <= dated && dated - numbered <= figure(rule, 'years'))) return [];
    return [
      ofItem(item, `「${item.title}」的文号是${numbered}年的，日期却在${dated}年。`, [
        fact('文号', item.documentNumber),
      ]),
    ];
  });

export const duplicateItems: Check = ({ facts }) => {
  const alike = Map.groupBy(
    facts.items.filter((item) => item.date !== ''),
    (item) => [item.classCode, item.title, digits(item.date), item.documentNumber].join('\n'),
  );
  return [...alike.values()].flatMap((items) => {
    const [first] = items;
    if (!first || items.length < 2) return [];
    return [
      {
        key: String(first.id),
        text: `「${first.title}」（${inWords(first.date)}）编目了 ${items.length} 件，类、题名、日期、文号都相同。`,
        facts: [fact('件数', String(items.length)), fact('文号', first.documentNumber || '（无）')],
        evidence: items.map((item) => item.id),
        rank: Math.max(...items.map((item) => item.secrecyRank)),
      },
    ];
  });
};
