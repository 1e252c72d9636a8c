import type { Output } from '#contract/index.ts';

export type Row = Output<'letter.list'>['letters'][number];
export type Letter = Output<'letter.get'>;
export type Sentence = Letter['sentences'][number];

export const KIND_WORDS: Readonly<Record<Row['kind'], string>> = {
  reply: '意见回复',
  conclusion: '结论性意见',
};
export const CONCLUSION_WORDS: Readonly<Record<Row['conclusion'], string>> = {
  clear: '未发现影响',
  settled: '已了结、不影响',
  pending: '正在核查、暂缓',
  influence: '受处分、影响期内',
};
export const STATE: Readonly<Record<Row['state'], { readonly word: string; readonly colour: string }>> = {
  draft: { word: '承办', colour: 'default' },
  submitted: { word: '待审核', colour: 'gold' },
  reviewed: { word: '待签发', colour: 'gold' },
  signed: { word: '已签发', colour: 'green' },
  withdrawn: { word: '已撤回', colour: 'default' },
};
