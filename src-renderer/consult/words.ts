import type { ConsultState, SittingEnd } from '#contract/vocabulary.ts';

export const CONSULT_STATE_WORDS: Record<ConsultState, { readonly word: string; readonly colour: string }> = {
  draft: { word: '拟稿', colour: 'default' },
  submitted: { word: '签批中', colour: 'gold' },
  approved: { word: '已批准', colour: 'green' },
  reading: { word: '阅览中', colour: 'blue' },
  returning: { word: '待归还核对', colour: 'gold' },
  closed: { word: '已办结', colour: 'default' },
  rejected: { word: '未批准', colour: 'red' },
  withdrawn: { word: '已撤回', colour: 'default' },
  expired: { word: '已过期', colour: 'default' },
};

export const SITTING_END_WORDS: Record<SittingEnd, string> = {
  finished: '阅毕',
  'time-over': '到时自动结束',
  interrupted: '程序中断',
  'desk-left': '值台人离开',
};

/** Seconds as a clock that runs down: `12:05`, `1:02:05`. */
export function clockWords(seconds: number): string {
  const left = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(left / 3600);
  const rest = `${two(Math.floor((left % 3600) / 60))}:${two(left % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Seconds as a register writes them: `35秒`, `2分05秒`. */
export function durationWords(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}秒`;
  return `${Math.floor(whole / 60)}分${String(whole % 60).padStart(2, '0')}秒`;
}
