import type { Retention } from '#contract/vocabulary.ts';

/** 保管期限 in words, for papers. */
export const RETENTION_WORDS: Record<Retention, string> = { Y: '永久', D30: '定期30年', D10: '定期10年' };
