import { useMemo } from 'react';
import type { Output } from '#contract/index.ts';
import { useRead } from '../archive/index.ts';
import { type CommandId, useCommand } from '../keyboard/index.ts';
import { draftOf, type Item, type ItemDraft } from './item-draft.ts';

export type Suggestion = Output<'catalogue.suggest'>['suggestions'][number];

const KEYS = ['suggest.1', 'suggest.2', 'suggest.3', 'suggest.4', 'suggest.5', 'suggest.6'] as const;
/** As many as there are keys. */
const MOST = KEYS.length;

/** The key that takes a suggestion, by its place in the list. */
export function keyOf(index: number): CommandId | undefined {
  return KEYS[index];
}

interface Taken {
  readonly item: Item | undefined;
  readonly enabled: boolean;
  readonly take: (suggestions: readonly Suggestion[]) => void;
}

/**
 * What the pages say otherwise than the record does. The list keeps its order while the form is being written, so that a
 * key means the same suggestion until the item is saved.
 */
export function useSuggestions({ item, enabled, take }: Taken): readonly Suggestion[] {
  const asked =
    enabled && item !== undefined && item.pages.some((page) => page.hasText || page.fileName !== '');
  const { data } = useRead('catalogue.suggest', asked ? { itemId: item.id } : undefined);
  const { list, best } = useMemo(() => {
    if (!item || !data) return { list: [], best: [] };
    const onRecord: ItemDraft = draftOf(item);
    const differs = (one: Suggestion) => onRecord[one.field] !== one.value;
    return {
      list: data.suggestions.filter(differs).slice(0, MOST),
      best: firstOfEach(data.suggestions).filter(differs),
    };
  }, [item, data]);
  const takeAt = (index: number) => {
    const one = list[index];
    if (one) take([one]);
  };
  const some = list.length > 0;
  useCommand('suggest.1', () => takeAt(0), some);
  useCommand('suggest.2', () => takeAt(1), some);
  useCommand('suggest.3', () => takeAt(2), some);
  useCommand('suggest.4', () => takeAt(3), some);
  useCommand('suggest.5', () => takeAt(4), some);
  useCommand('suggest.6', () => takeAt(5), some);
  useCommand('suggest.all', () => take(best), best.length > 0);
  return list;
}

/** Of several suggestions for one field the first, which is the better one. */
function firstOfEach(list: readonly Suggestion[]): Suggestion[] {
  return list.filter((one, index) => list.findIndex((other) => other.field === one.field) === index);
}
