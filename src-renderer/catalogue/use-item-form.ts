import { App } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Failure } from '#contract/result.ts';
import { actQuietly, archiveChanged, read, useArchiveVersion, useDraftKeeper } from '../archive/index.ts';
import { plainDate } from '../words/index.ts';
import { draftFrom, draftOf, emptyDraft, type Item, type ItemDraft } from './item-draft.ts';

/** What the form edits: an item on record, or a new one of a file. */
export type Subject =
  | { readonly kind: 'item'; readonly id: number }
  | { readonly kind: 'new'; readonly fileId: number; readonly from: ItemDraft; readonly turn: number };

export interface ItemForm {
  /** As it is on record now; undefined while it is read, and for a new one. */
  readonly item: Item | undefined;
  /** `date` is kept as typed until it is saved. */
  readonly draft: ItemDraft;
  readonly ready: boolean;
  readonly dirty: boolean;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  /** When an unsaved draft was found and put into the form. */
  readonly restoredFrom: string | undefined;
  /** Somebody saved the item after this typing began: `item` holds theirs, `draft` what was typed here. */
  readonly conflict: boolean;
  readonly change: (part: Partial<ItemDraft>) => void;
  /**
   * @param onward brings another item into the form, in the same breath as the change is announced: what is read anew then
   *   is of that item only, and its form comes first.
   * @returns id of the saved item; undefined when it was refused, which `failure` or `conflict` tells.
   */
  readonly save: (onward?: () => void) => Promise<number | undefined>;
  readonly discard: () => void;
  /** What was typed here shall replace what was saved meanwhile, at the next save. */
  readonly insist: () => void;
}

type Edited = 'no' | 'restored' | 'typed';

export function placeOf(subject: Subject): string {
  return subject.kind === 'item' ? `item:${subject.id}` : `new:${subject.fileId}`;
}

/** One item in the form: read, changed, put away as an encrypted draft while it is not saved, saved. */
export function useItemForm(subject: Subject): ItemForm {
  const { message } = App.useApp();
  const version = useArchiveVersion();
  const [item, setItem] = useState<Item>();
  const [base, setBase] = useState(0);
  const [draft, setDraft] = useState<ItemDraft>(subject.kind === 'new' ? subject.from : emptyDraft());
  const [ready, setReady] = useState(false);
  const [edited, setEdited] = useState<Edited>('no');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [restoredFrom, setRestoredFrom] = useState<string>();
  const typed = useRef(false);
  typed.current = edited === 'typed';
  const place = placeOf(subject);
  const id = subject.kind === 'item' ? subject.id : undefined;
  useDraftKeeper(place, edited === 'typed' ? JSON.stringify({ revision: base, draft }) : undefined);

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
      if (!kept.ok) setFailure(kept.error);
      setReady(true);
      if (found) setItem(found.data);
      // What is being typed stays; that the item has changed meanwhile shows as a conflict.
      if (typed.current) return;
      const restored = kept.ok && kept.data.body !== null ? draftFrom(kept.data.body) : undefined;
      setBase(restored?.revision ?? found?.data.revision ?? 0);
      if (restored) setDraft(restored.draft);
      else if (found) setDraft(draftOf(found.data));
      setEdited(restored === undefined ? 'no' : 'restored');
      setRestoredFrom(restored === undefined ? undefined : (kept.ok && kept.data.savedAt) || undefined);
    };
    void open();
    return () => {
      current = false;
    };
  }, [id, place, version]);

  const change = useCallback((part: Partial<ItemDraft>) => {
    setEdited('typed');
    setDraft((now) => ({ ...now, ...part }));
  }, []);

  const save = async (onward?: () => void) => {
    if (busy || !ready) return undefined;
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
        ? await actQuietly('catalogue.save', { id: subject.id, revision: base, item: body })
        : await actQuietly('catalogue.create', { fileId: subject.fileId, item: body });
    if (!result.ok) {
      const now =
        result.error.code === 'conflict' && id !== undefined
          ? await read('catalogue.get', { id })
          : undefined;
      if (now?.ok) setItem(now.data);
      else setFailure(result.error);
      setBusy(false);
      return undefined;
    }
    typed.current = false;
    // At once: a form that goes away must not put away as a draft what is on record by now.
    flushSync(() => {
      setBusy(false);
      setBase(result.data.revision);
      setItem((before) => before && { ...before, ...body, revision: result.data.revision });
      setDraft(body);
      setEdited('no');
      setRestoredFrom(undefined);
    });
    const discarded = actQuietly('catalogue.discardDraft', { place });
    // Only then is the change announced: the screens that read anew must not find the draft of what is on record.
    if (!onward) await discarded;
    onward?.();
    archiveChanged();
    void message.success('已保存', 1);
    return result.data.id;
  };

  const discard = () => {
    setEdited('no');
    setRestoredFrom(undefined);
    setFailure(undefined);
    setBase(item?.revision ?? 0);
    setDraft(item ? draftOf(item) : subject.kind === 'new' ? subject.from : emptyDraft());
    void actQuietly('catalogue.discardDraft', { place });
  };
  const insist = () => {
    setBase(item?.revision ?? 0);
    setEdited('typed');
  };

  return {
    item,
    draft,
    ready,
    dirty: edited !== 'no',
    busy,
    failure,
    restoredFrom,
    conflict: edited !== 'no' && item !== undefined && item.revision !== base,
    change,
    save,
    discard,
    insist,
  };
}
