import type { Output } from '#contract/index.ts';

export type Status = Output<'ocr.status'>;
export type TaskState = Output<'ocr.rows'>['rows'][number]['state'];
export type TextPage = Output<'ocr.page'>;
export type Line = NonNullable<TextPage['machine']>['lines'][number];

export const STATE_WORDS: Record<TaskState, string> = {
  person: '待人工',
  failed: '失败',
  waiting: '等待识别',
  read: '已识别',
  settled: '已校对',
  typed: '有底稿',
};
const REASON_WORDS: Record<string, string> = {
  handwriting: '疑似手写或字迹模糊',
  'low-confidence': '把握低的字多',
  'seal-only': '只有印章',
  'no-text': '没有找到文字',
};
/** A failure brings its own sentence. */
export function reasonWords(reason: string): string {
  return REASON_WORDS[reason] ?? reason;
}

export const ACTIVITY_WORDS: Record<Status['activity'], string> = {
  off: '空闲',
  reading: '正在识别',
  resting: '让路中：有任务在进行',
  paused: '已暂停',
  stopped: '已停下',
};

/** Rounded as a person would say it; a guess of days is no use to anybody. */
export function remainingWords(seconds: number): string {
  if (seconds < 90) return '约 1 分钟';
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `约 ${minutes} 分钟`;
  const hours = seconds / 3_600;
  if (hours < 36) return `约 ${hours.toFixed(hours < 10 ? 1 : 0)} 小时`;
  return `约 ${Math.round(hours / 24)} 天（一直开机的话）`;
}

/** Hundredths below which a character is marked; as the main side judges pages. */
const UNSURE = 60;

export interface Part {
  readonly text: string;
  readonly unsure: boolean;
}
/** The line in runs of sure and unsure characters; nothing when every character is sure, or a person has changed it. */
export function unsureParts(line: Pick<Line, 'text' | 'sure'>, now: string): Part[] {
  const letters = [...line.text];
  if (now !== line.text || letters.length !== line.sure.length) return [];
  if (!line.sure.some((one) => one < UNSURE)) return [];
  const parts: Part[] = [];
  letters.forEach((letter, at) => {
    const unsure = (line.sure[at] ?? 100) < UNSURE;
    const last = parts.at(-1);
    if (last?.unsure === unsure) parts[parts.length - 1] = { text: last.text + letter, unsure };
    else parts.push({ text: letter, unsure });
  });
  return parts;
}

/** What is corrected: the last correction, else what the machine read. */
export function linesToCorrect(page: TextPage): readonly Line[] {
  return page.corrected?.lines ?? page.machine?.lines ?? [];
}
