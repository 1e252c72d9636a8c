import type { Input, Output } from '#contract/index.ts';

export type Opinion = Input<'appraisal.propose'>['opinion'];
export type Aspect = 'authenticity' | 'value' | 'retention' | 'secrecy';

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

/** What appraisers write most; offered, never filled in by themselves. */
export const PHRASES: Record<Aspect, readonly string[]> = {
  authenticity: [
    '原件在卷，签名盖章齐全',
    '复印件，注明出处并盖章',
    '缺本人签名',
    '缺单位盖章',
    '日期与任职经历不符',
  ],
  value: ['属归档范围', '反映廉政情况，有凭证价值', '重份材料', '不属归档范围'],
  retention: ['按分类方案', '涉及处分，永久保存'],
  secrecy: ['按分类方案', '不含国家秘密', '按来文标注'],
};

/** The opinion begins with what is on record: the appraiser changes what is wrong and says why. */
export function firstOpinion(item: Pick<Output<'catalogue.get'>, 'retention' | 'secrecy'>): Opinion {
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
  return (['authenticity', 'value', 'retention', 'secrecy'] as const).filter(
    (aspect) => opinion[aspect].reason.trim() === '',
  );
}
