import { secrecyMark } from '#contract/vocabulary.ts';
import { NATURE_WORDS, RETENTION_WORDS, SOURCE_WORDS } from '../words/index.ts';
import type { SchemeClass } from './item-draft.ts';

interface Props {
  readonly one: SchemeClass;
  /** Name of the head class, and what the scheme goes by. */
  readonly head: string;
  readonly basis: string;
}

/** What belongs into a class: where it lies, who supplies it, how often, how long it is kept, by which scheme. */
export function ClassHelp({ one, head, basis }: Props) {
  const words = [
    one.supplier === '' ? undefined : `由${one.supplier}提供`,
    one.frequency === '' ? undefined : `频次：${one.frequency}`,
    one.sourceKind === null ? undefined : SOURCE_WORDS[one.sourceKind],
    one.nature === null ? undefined : NATURE_WORDS[one.nature],
    one.retention === null ? undefined : `保管 ${RETENTION_WORDS[one.retention]}`,
    one.secrecy === null ? undefined : secrecyMark(one.secrecy, one.secrecyYears),
    one.yearly ? '每年必备' : undefined,
  ].filter((word) => word !== undefined);
  return (
    <p className="class-help" title={basis}>
      归「{head}」 · {words.join(' · ')}
    </p>
  );
}
