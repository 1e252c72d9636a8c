import type { Output } from '#contract/index.ts';

export type Rules = Output<'duty.rules'>['rules'];
export type Holder = Rules['holders'][number];
export type Duty = Rules['duties'][number];
export type When = Duty['when'];
export type Due = Output<'duty.explain'>['due'][number];

export const UNIT_WORDS = { day: '日', 'working-day': '个工作日', month: '个月' } as const;
export const AUTHORITY_WORDS = { personnel: '干部管理权限', industry: '行业权力' } as const;
export const CHANGE_WORDS = { added: '新增', removed: '删去', changed: '修改' } as const;
export const WHEN_WORDS: Record<When['kind'], string> = {
  creation: '建档后',
  yearly: '每年',
  appointment: '任职后',
  term: '任期届满后',
  occurrence: '事项发生后',
};
export const STATE_WORDS: Record<Due['state'], string> = {
  met: '按期收到',
  'met-late': '逾期收到',
  'met-untimed': '已在卷（收到日期不详）',
  open: '未到期',
  overdue: '逾期未收',
};

/** yyyymmdd as 2026.01.31; empty stays empty. */
export const dotted = (day: string) => day.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1.$2.$3');

/** When a rule asks, in a few words: 次年1月31日前, 任职后1个月内 (0102). */
export function whenOf(when: When): string {
  if (when.kind === 'yearly') {
    const year = ['当年', '次年', '第三年'][when.yearsAfter] ?? '';
    return `每年，${year}${Number(when.day.slice(0, 2))}月${Number(when.day.slice(2))}日前`;
  }
  const term = `${when.within.amount}${UNIT_WORDS[when.within.unit]}内`;
  if (when.kind === 'creation') return `建档后${term}`;
  if (when.kind === 'term')
    return `每${when.years}年任期届满后${term}（任职以任职经历为准，没有的看${when.after}类材料）`;
  if (when.kind === 'appointment') return `任职后${term}（以任职经历为准，没有的看${when.after}类材料）`;
  return when.after === '' ? `事项发生后${term}（只提示）` : `${when.after}类材料之后${term}`;
}

/** Whom a rule means, in a few words. */
export function whomOf(whom: Holder['whom']): string {
  const parts = (
    [
      ['级别', whom.ranks],
      ['职务', whom.posts],
      ['单位', whom.units],
      ['部门', whom.departments],
    ] as const
  ).flatMap(([word, list]) => (list.length === 0 ? [] : [`${word}含${list.join('、')}`]));
  if (whom.leadingGroup) parts.push('领导班子成员');
  return parts.join('；');
}

/** Words between 、 or spaces, each once. */
export function wordsOf(text: string): string[] {
  return [...new Set(text.split(/[、，,;；\s]+/).filter(Boolean))];
}

/** The next free id for a rule that a person adds. */
export function freshId(taken: readonly { readonly id: string }[], stem: string): string {
  const ids = new Set(taken.map((one) => one.id));
  for (let number = 1; ; number += 1) {
    const id = `${stem}-${number}`;
    if (!ids.has(id)) return id;
  }
}
