import { App } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '#contract/result.ts';
import { actQuietly, archiveChanged, read, useArchiveVersion } from '../archive/index.ts';
import { draftOf, emptyDraft, type Item, type ItemDraft, plainDate } from './item-draft.ts';

/** What the form edits: an item on record, or a new one of a file. */
export type Subject =
  | { readonly kind: 'item'; readonly id: number }
  | { readonly kind: 'new'; readonly fileId: number; readonly from: ItemDraft; readonly turn: number };

export interface ItemForm {
  readonly item: Item | undefined;
  /** `date` is kept as typed until it is saved. */
  readonly draft: ItemDraft;
  readonly dirty: boolean;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  /** When an unsaved draft was found and put into the form. */
  readonly restoredFrom: string | undefined;
  readonly change: (part: Partial<ItemDraft>) => void;
  /** @returns id of the saved item; undefined when it was refused, which `failure` tells. */
  readonly save: () => Promise<number | undefined>;
  readonly discard: () => void;
}

/** Typing pauses this long before the draft is put away. */
const AUTOSAVE_MS = 800;

export function placeOf(subject: Subject): string {
  return subject.kind === 'item' ? `item:${subject.id}` : `new:${subject.fileId}`;
}

/** One item in the form: read, changed, put away as an encrypted draft while it is not saved, saved. */
export function useItemForm(subject: Subject): ItemForm {
  const { message } = App.useApp();
  const version = useArchiveVersion();
  const [item, setItem] = useState<Item>();
  const [draft, setDraft] = useState<ItemDraft>(subject.kind === 'new' ? subject.from : emptyDraft());
  const [dirty, setDirty] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [restoredFrom, setRestoredFrom] = useState<string>();
  const touched = useRef(false);
  const place = placeOf(subject);
  const id = subject.kind === 'item' ? subject.id : undefined;

  useEffect(() => {
    let current = true;
    const open = async () => {
      const [found, kept] = await Promise.all([
        id === undefined ? undefined : read('catalogue.get', { id }),
        read('catalogue.loadDraft', { place }),
      ]);
      if (!current) return;
      if (found && !found.ok) {
        setFailure(found.error);
        return;
      }
      if (found) setItem(found.data);
      // What is being typed stays; a change elsewhere shows when it is saved (`conflict`).
      if (touched.current) return;
      const restored =
        kept.ok && kept.data.body !== null ? (JSON.parse(kept.data.body) as ItemDraft) : undefined;
      if (found) setDraft(restored ?? draftOf(found.data));
      else if (restored) setDraft(restored);
      setDirty(restored !== undefined);
      setRestoredFrom(restored === undefined ? undefined : (kept.ok && kept.data.savedAt) || undefined);
    };
    void open();
    return () => {
      current = false;
    };
  }, [id, place, version]);

  useEffect(() => {
    if (!touched.current || !dirty) return;
    const put = () => void actQuietly('catalogue.saveDraft', { place, body: JSON.stringify(draft) });
    const timer = setTimeout(put, AUTOSAVE_MS);
    return () => {
      clearTimeout(timer);
      // Leaving the form, or the lock, puts away what was typed last.
      if (touched.current) put();
    };
  }, [draft, dirty, place]);

  const change = useCallback((part: Partial<ItemDraft>) => {
    touched.current = true;
    setDirty(true);
    setDraft((now) => ({ ...now, ...part }));
  }, []);

  const save = async () => {
    if (busy) return undefined;
    const date = plainDate(draft.date);
    if (date === undefined) {
      const why = '日期认不出，请写作 2024、2024.03 或 20240315；推断的加方括号';
      setFailure({
        code: 'validation-failed',
        message: `${why}。`,
        details: [{ path: 'item.date', message: why }],
      });
      return undefined;
    }
    setBusy(true);
    setFailure(undefined);
    const body = { ...draft, date };
    const result =
      subject.kind === 'item'
        ? await actQuietly('catalogue.save', { id: subject.id, revision: item?.revision ?? 0, item: body })
        : await actQuietly('catalogue.create', { fileId: subject.fileId, item: body });
    setBusy(false);
    if (!result.ok) {
      setFailure(result.error);
      return undefined;
    }
    touched.current = false;
    setDraft(body);
    setDirty(false);
    setRestoredFrom(undefined);
    // Only then is the change announced: the screens that read anew must not find the draft of what is on record.
    await actQuietly('catalogue.discardDraft', { place });
    archiveChanged();
    void message.success('已保存', 1);
    return result.data.id;
  };

  const discard = () => {
    touched.current = false;
    setDirty(false);
    setRestoredFrom(undefined);
    setFailure(undefined);
    setDraft(item ? draftOf(item) : subject.kind === 'new' ? subject.from : emptyDraft());
    void actQuietly('catalogue.discardDraft', { place });
  };

  return { item, draft, dirty, busy, failure, restoredFrom, change, save, discard };
}
