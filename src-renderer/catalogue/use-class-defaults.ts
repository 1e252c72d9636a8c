import { useMemo } from 'react';
import { useRead } from '../archive/index.ts';
import { plainDate } from '../words/index.ts';
import {
  classWithTemplate,
  filled,
  type ItemDraft,
  type ItemTemplate,
  type Places,
  reportedYear,
  type SchemeClass,
  withClass,
  withTemplate,
} from './item-draft.ts';

export interface ClassDefaults {
  readonly templateOf: (code: string) => ItemTemplate | undefined;
  /** The form with another class: what scheme and template say, where nothing else was written. */
  readonly withClass: (draft: ItemDraft, code: string) => ItemDraft;
  /** The title with the places filled that are known by now. */
  readonly titleOf: (draft: ItemDraft) => string;
}

/** What scheme and templates say of the classes. */
export function useClassDefaults(
  classes: readonly SchemeClass[],
  personName: string | undefined,
): ClassDefaults {
  const { data } = useRead('catalogue.templates', {});
  return useMemo(() => {
    const templates = new Map((data?.templates ?? []).map((one) => [one.classCode, one]));
    const known = (code: string) => {
      const one = classes.find((each) => each.code === code && each.parent !== null);
      return one && classWithTemplate(one, templates.get(code));
    };
    const placesOf = (draft: ItemDraft): Places => ({
      年度: reportedYear(plainDate(draft.date) ?? ''),
      姓名: personName,
      类名: classes.find((one) => one.code === draft.classCode)?.name,
      责任者: draft.author === '' ? undefined : draft.author,
    });
    return {
      templateOf: (code) => templates.get(code),
      withClass: (draft, code) => {
        const chosen = known(code);
        if (!chosen) return draft;
        const former = templates.get(draft.classCode)?.title;
        // A title that only the former class gave goes with it.
        const bare =
          former !== undefined && draft.title === filled(former, placesOf(draft))
            ? { ...draft, title: '' }
            : draft;
        const next = withClass(bare, known(draft.classCode), chosen);
        return withTemplate(next, templates.get(code), placesOf(next));
      },
      titleOf: (draft) => (draft.title.includes('{') ? filled(draft.title, placesOf(draft)) : draft.title),
    };
  }, [classes, data, personName]);
}
