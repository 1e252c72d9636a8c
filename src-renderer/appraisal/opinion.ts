import type { Input, Output } from '#contract/index.ts';

export type Opinion = Input<'appraisal.propose'>['opinion'];
export type Aspect = 'authenticity' | 'value' | 'retention' | 'secrecy';
export const ASPECTS = ['authenticity', 'value', 'retention', 'secrecy'] as const satisfies readonly Aspect[];

export const AUTHENTICITY_WORDS: Record<Opinion['authenticity']['value'], string> = {
  genuine: '真实',
  doubtful: '存疑',
  false: '不实',
};
export const VALUE_WORDS: Record<Opinion['value']['value'], string> = {
  keep: '有保存价值',
  'no-value': '无保存价值',
};
export const VERDICT_WORDS: Record<Opinion['verdict'], string> = {
  accept: '入卷',
  supplement: '补正后入卷',
  refuse: '不予入卷',
};

type OnRecord = Pick<Output<'catalogue.get'>, 'retention' | 'secrecy'>;

/**
 * 常用语 for the value that is judged, the most usual first. Offered, and taken by a keystroke; never filled in by
 * themselves: a reason that nobody gave is none.
 */
export function phrasesFor(aspect: Aspect, opinion: Opinion, onRecord: OnRecord): readonly string[] {
  switch (aspect) {
    case 'authenticity':
      switch (opinion.authenticity.value) {
        case 'genuine':
          return ['原件在卷，签名盖章齐全', '与来源单位核对相符', '复印件，注明出处并盖章'];
        case 'doubtful':
          return ['缺本人签名', '缺单位盖章', '日期与任职经历不符', '复印件未注明出处'];
        case 'false':
          return ['经来源单位核对，无此材料', '签名经核对非本人'];
      }
      break;
    case 'value':
      return opinion.value.value === 'keep'
        ? ['属归档范围', '反映廉政情况，有凭证价值']
        : ['重份材料', '不属归档范围', '不属于本人的材料'];
    case 'retention':
      return opinion.retention.value === onRecord.retention
        ? ['按分类方案']
        : ['涉及处分，永久保存', '仅供一时参考，缩短期限', '著录有误，按分类方案改正'];
    case 'secrecy':
      return opinion.secrecy.value === onRecord.secrecy
        ? opinion.secrecy.value === 'internal'
          ? ['不含国家秘密', '按分类方案']
          : ['按来文标注', '按分类方案']
        : ['按来文标注', '著录有误，按分类方案改正', '已到保密期限'];
  }
}

/** The opinion begins with what is on record: the appraiser changes what is wrong and says why. */
export function firstOpinion(item: OnRecord): Opinion {
  const unsaid = { reason: '', evidence: '' };
  return {
    authenticity: { value: 'genuine', ...unsaid },
    value: { value: 'keep', ...unsaid },
    retention: { value: item.retention, ...unsaid },
    secrecy: { value: item.secrecy, ...unsaid },
    verdict: 'accept',
    note: '',
  };
}

/** Aspects whose reason is still missing. */
export function unreasoned(opinion: Opinion): Aspect[] {
  return ASPECTS.filter((aspect) => opinion[aspect].reason.trim() === '');
}

/** Why it cannot be proposed yet; undefined when it can. */
export function hindrance(opinion: Opinion): string | undefined {
  if (unreasoned(opinion).length > 0) return '四项都要写明理由';
  if (opinion.verdict !== 'accept' && opinion.note.trim() === '') return '退回的要写明请档案员补什么';
  return undefined;
}

/** An unsaved opinion as it was put away; undefined when the item has changed since, or it cannot be read. */
export function opinionFrom(body: string, revision: number): Opinion | undefined {
  const kept = JSON.parse(body) as { readonly revision?: number; readonly opinion?: Opinion } | null;
  return kept?.revision === revision ? kept.opinion : undefined;
}
