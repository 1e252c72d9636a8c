import { useEffect, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { read } from '../archive/index.ts';
import { plainDate } from '../words/index.ts';
import type { ItemDraft } from './item-draft.ts';

type Warning = Output<'catalogue.check'>['warnings'][number];
export type Warnings = Partial<Record<Warning['field'], string>>;

/** Typing that pauses this long is looked at; nothing is asked with every key. */
const PAUSE_MS = 300;

const NONE: Warnings = {};

interface Checked {
  /** undefined: nothing is checked. */
  readonly fileId: number | undefined;
  readonly itemId: number | undefined;
  readonly draft: ItemDraft;
  /** An input method is at work: its letters are not yet the text. */
  readonly composing: boolean;
}

/** 边写边查: what looks wrong in the form, by field. It warns and holds nothing up. */
export function useChecks({ fileId, itemId, draft, composing }: Checked): Warnings {
  const [checked, setChecked] = useState<{ readonly of: string; readonly warnings: Warnings }>();
  // What was found of one item says nothing of the next.
  const of = `${fileId} ${itemId}`;
  const { title, documentNumber } = draft;
  const date = plainDate(draft.date) ?? '';
  useEffect(() => {
    if (fileId === undefined || composing) return;
    let current = true;
    const timer = setTimeout(() => {
      void read('catalogue.check', {
        fileId,
        ...(itemId === undefined ? {} : { itemId }),
        title,
        date,
        documentNumber,
      }).then((result) => {
        // A refusal: locked or gone meanwhile, which the form itself shows.
        if (!current || !result.ok) return;
        const found: Warnings = {};
        for (const one of result.data.warnings)
          found[one.field] = [found[one.field], one.message].filter((word) => word !== undefined).join('；');
        setChecked({ of, warnings: found });
      });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [fileId, itemId, of, title, date, documentNumber, composing]);
  return checked?.of === of ? checked.warnings : NONE;
}
