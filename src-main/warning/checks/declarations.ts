/** 个人有关事项: what is missing, late, does not agree, or must be looked at by a person (domain 1.4, 6.2, 6.3). */
import { inWords } from '#main/calendar/index.ts';
import { compareWithCheck, compareYears, KIND_WORDS } from '#main/declaration/index.ts';
import type { Facts, Report } from '../facts.ts';
import { type Check, digits, fact, type Hit, parameter, span } from './check.ts';

const YEARLY_REPORT = '0201';
const PASSPORTS = '0403';
const evidenceOf = (...reports: readonly Report[]) =>
  reports.flatMap((one) => (one.itemId === null ? [] : [one.itemId]));
const rankOf = (...reports: readonly Report[]) => Math.max(...reports.map((one) => one.rank));
const newest = (facts: Facts) => facts.reports.findLast((one) => one.kind === 'annual');

export const declarationMissing: Check = ({ facts, rule, today }) => {
  const ranks = parameter(rule, 'ranks')
    .split(/[、，,\s]+/)
    .filter(Boolean);
  if (!ranks.some((rank) => facts.person.rank.includes(rank))) return [];
  const thisYear = Number(today.slice(0, 4));
  const due = today.slice(4) > parameter(rule, 'deadline') ? thisYear - 1 : thisYear - 2;
  const reported = facts.reports.some((one) => one.kind === 'annual' && one.year === due);
  // Filed in the reporting season, or dated in the year itself.
  const filed = facts.items.some(
    (item) =>
      item.classCode === YEARLY_REPORT &&
      [String(due), String(due + 1)].includes(digits(item.date).slice(0, 4)),
  );
  if (reported || filed) return [];
  return [
    {
      key: String(due),
      text: `${due}年度个人有关事项报告没有录入，卷内也没有。`,
      facts: [fact('年度', String(due)), fact('级别', facts.person.rank)],
      evidence: [],
      rank: 0,
    },
  ];
};

export const declarationLate: Check = ({ facts, rule }) =>
  facts.reports.flatMap((one) => {
    const filled = span(one.filledOn);
    const due = `${one.year + 1}${parameter(rule, 'deadline')}`;
    if (one.kind !== 'annual' || !filled || filled.first <= due) return [];
    return [
      {
        key: String(one.year),
        text: `${one.year}年度报告填报于${inWords(one.filledOn)}，晚于${inWords(due)}。`,
        facts: [fact('年度', String(one.year)), fact('填报日期', one.filledOn)],
        evidence: evidenceOf(one),
        rank: one.rank,
      },
    ];
  });

/** Each year against the one before. */
export const declarationQuestions: Check = ({ facts, form }) => {
  const annual = facts.reports.filter((one) => one.kind === 'annual');
  return annual.flatMap((right, at): Hit[] => {
    const left = annual[at - 1];
    if (!left) return [];
    const changes = facts.reports.filter(
      (one) => one.kind === 'change' && one.year >= left.year && one.year <= right.year,
    );
    const passports = facts.items.filter(
      (item) => item.classCode === PASSPORTS && digits(item.date) >= String(right.year),
    );
    const found = compareYears(form, left.content, right.content, {
      reported: changes.flatMap((one) => one.content),
      passportFiled: passports.length > 0,
    });
    return found.flatMap((one) =>
      one.questions.map((question) => ({
        key: `${right.year} ${one.item} ${one.rowKey} ${question.split('：')[0]}`,
        text: `${left.year}与${right.year}年度${KIND_WORDS.annual}相比，${one.itemName}「${one.name}」${question}。`,
        facts: [
          fact('项目', one.itemName),
          fact('问题', question),
          ...one.fields.map((field) =>
            fact(field.label, `${field.left || '（空）'} → ${field.right || '（空）'}`),
          ),
        ],
        evidence: evidenceOf(left, right),
        rank: rankOf(left, right, ...changes),
      })),
    );
  });
};

const SUSPECTED = {
  omitted: '疑似漏报',
  concealed: '疑似隐瞒不报',
  undecided: '办法未列，待组织部门判断',
} as const;
/** The year's own report against the year's check, where the office has not found yet. */
export const declarationSuspected: Check = ({ facts, form }) =>
  facts.reports
    .filter((one) => one.kind === 'check')
    .flatMap((checked): Hit[] => {
      const declared = facts.reports.findLast((one) => one.kind === 'annual' && one.year <= checked.year);
      if (!declared) return [];
      return compareWithCheck(form, declared.content, checked.content).flatMap((one) => {
        const settled = facts.findings.some(
          (finding) =>
            finding.checkedId === checked.id &&
            finding.declaredId === declared.id &&
            finding.item === one.item &&
            finding.rowKey === one.rowKey,
        );
        if (one.suspected === null || settled) return [];
        return [
          {
            key: `${checked.year} ${one.item} ${one.rowKey}`,
            text: `${checked.year}年查核与${declared.year}年度报告不一致：${one.itemName}「${one.name}」${SUSPECTED[one.suspected]}。`,
            facts: [
              fact('项目', one.itemName),
              fact('提示', SUSPECTED[one.suspected]),
              ...one.fields.map((field) =>
                fact(field.label, `填报 ${field.left || '（无）'}，查核 ${field.right || '（无）'}`),
              ),
            ],
            evidence: evidenceOf(declared, checked),
            rank: rankOf(declared, checked),
          },
        ];
      });
    });

export const kinBusiness: Check = ({ facts }) => {
  const report = newest(facts);
  return (report?.content ?? []).flatMap((row): Hit[] => {
    const { relation = '', name = '', firm = '', scope = '' } = row.values;
    if (!report || row.item !== 'firm' || relation === '本人') return [];
    return [
      {
        key: `${name} ${firm}`,
        text: `${relation}${name}经商办企业「${firm}」。`,
        facts: [fact('称谓', relation), fact('姓名', name), fact('主体', firm), fact('经营范围', scope)],
        evidence: evidenceOf(report),
        rank: report.rank,
      },
    ];
  });
};

const SPOUSE = /夫|妻|配偶/;
const CHILD = /[子女]$/;
export const kinAbroad: Check = ({ facts }) => {
  const report = newest(facts);
  if (!report) return [];
  const abroad = report.content.filter((row) => row.item === 'emigration');
  const family = report.content.filter((row) => row.item === 'family');
  const spouse = abroad.filter((row) => SPOUSE.test(row.values['relation'] ?? ''));
  const children = family.filter((row) => CHILD.test(row.values['relation'] ?? ''));
  const childrenAbroad = abroad.filter((row) => CHILD.test(row.values['relation'] ?? ''));
  const alone =
    !family.some((row) => SPOUSE.test(row.values['relation'] ?? '')) &&
    children.length > 0 &&
    childrenAbroad.length >= children.length;
  const found = spouse.length > 0 ? spouse : alone ? childrenAbroad : [];
  if (found.length === 0) return [];
  const names = found.map((row) => `${row.values['relation']}${row.values['name']}`).join('、');
  return [
    {
      key: '',
      text: `${names}移居或连续在国（境）外。`,
      facts: found.map((row) =>
        fact(row.values['name'] ?? '', `${row.values['country'] ?? ''} ${row.values['since'] ?? ''}`),
      ),
      evidence: evidenceOf(report),
      rank: report.rank,
    },
  ];
};

export const sidelinePay: Check = ({ facts }) => {
  const report = newest(facts);
  return (report?.content ?? []).flatMap((row): Hit[] => {
    const { kind = '', amount = '0', payer = '' } = row.values;
    if (!report || row.item !== 'salary' || kind !== '兼职收入' || !(Number(amount) > 0)) return [];
    return [
      {
        key: payer,
        text: `${report.year}年度报告有兼职收入 ${amount} 万元${payer === '' ? '' : `，来自「${payer}」`}。`,
        facts: [fact('发放单位', payer), fact('金额（万元）', amount)],
        evidence: evidenceOf(report),
        rank: report.rank,
      },
    ];
  });
};
