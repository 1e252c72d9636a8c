import { App } from 'antd';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Failure } from '#contract/result.ts';
import { actQuietly, archiveChanged, read, useArchiveVersion } from '../archive/index.ts';
import { plainDate } from '../words/index.ts';
import { draftFrom, draftOf, emptyDraft, type Item, type ItemDraft } from './item-draft.ts';

/** What the form edits: an item on record, or a new one of a file. */
export type Subject =
  | { readonly kind: 'item'; readonly id: number }
  | { readonly kind: 'new'; readonly fileId: number; readonly from: ItemDraft; readonly turn: number };

export interface ItemForm {
  /** What the form holds: the last item that was read, until the one asked for is there. */
  readonly subject: Subject;
  /** Another one for every item that comes into the form, and for every new one. */
  readonly key: string;
  /** As it is on record now; undefined while it is read, and for a new one. */
  readonly item: Item | undefined;
  /** `date` is kept as typed until it is saved. */
  readonly draft: ItemDraft;
  readonly ready: boolean;
  readonly dirty: boolean;
  /** Being saved, or another item is on its way into the form: nothing is taken in. */
  readonly busy: boolean;
  readonly saving: boolean;
  /** What was typed and is not saved, as it is put away; undefined: nothing. */
  readonly typed: string | undefined;
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

/** Longer than the next item takes to come into the form, shorter than anybody looks up from it. */
const LISTS_LATER_MS = 150;

type Edited = 'no' | 'restored' | 'typed';

/** All that belongs to one item in the form; it is put in whole when the next item is there. */
interface Held {
  readonly key: string;
  readonly subject: Subject;
  readonly item: Item | undefined;
  /** Revision that was read when the typing began. */
  readonly base: number;
  readonly draft: ItemDraft;
  readonly ready: boolean;
  /** A new one can be typed into at once; whether a draft of it was put away is still being asked. */
  readonly asking: boolean;
  readonly edited: Edited;
  readonly failure: Failure | undefined;
  readonly restoredFrom: string | undefined;
}

export function placeOf(subject: Subject): string {
  return subject.kind === 'item' ? `item:${subject.id}` : `new:${subject.fileId}`;
}
const keyOf = (subject: Subject) => `${placeOf(subject)}${subject.kind === 'new' ? ` ${subject.turn}` : ''}`;

function blank(subject: Subject): Held {
  return {
    key: keyOf(subject),
    subject,
    item: undefined,
    base: 0,
    draft: subject.kind === 'new' ? subject.from : emptyDraft(),
    ready: false,
    asking: false,
    edited: 'no',
    failure: undefined,
    restoredFrom: undefined,
  };
}

/**
 * One item in the form: read, changed, put away as an encrypted draft while it is not saved, saved. Going on to another item
 * keeps the fields where they are and changes what stands in them once it has been read.
 */
/** @param onRead is given the item in the same breath as the form, so that both are drawn once */
export function useItemForm(asked: Subject, onRead: (item: Item) => void): ItemForm {
  const { message } = App.useApp();
  const version = useArchiveVersion();
  const [held, setHeld] = useState(() => blank(asked));
  const [saving, setSaving] = useState(false);
  const key = keyOf(asked);
  const latest = useRef(asked);
  latest.current = asked;
  const shownKey = useRef(held.key);
  shownKey.current = held.key;
  /** The change that is being announced was made here, before the item in the form was read. */
  const ownChange = useRef(false);
  const { subject, item, draft, base, ready, edited } = held;
  const busy = saving || held.key !== key;
  const place = placeOf(subject);

  // Asked for before the browser draws: a form that waits for its item should not wait for a frame first.
  useLayoutEffect(() => {
    let current = true;
    const wanted = latest.current;
    const own = ownChange.current;
    ownChange.current = false;
    // It was read after that change.
    if (own && shownKey.current === key) return undefined;
    // Nothing is to be waited for in a new one: what is typed at once goes into it, and not into the one before.
    if (wanted.kind === 'new')
      setHeld((before) => (before.key === key ? before : { ...blank(wanted), ready: true, asking: true }));
    const open = async () => {
      const [found, kept] = await Promise.all([
        wanted.kind === 'new' ? undefined : read('catalogue.get', { id: wanted.id }),
        read('catalogue.loadDraft', { place: placeOf(wanted) }),
      ]);
      if (!current) return;
      if (found?.ok) onRead(found.data);
      setHeld((before) => {
        const now = before.key === key ? before : blank(wanted);
        if (found && !found.ok) return { ...now, failure: found.error };
        const failure = kept.ok ? now.failure : kept.error;
        const seen = { ...now, item: found?.data, ready: true, asking: false, failure };
        // What is being typed stays; that the item has changed meanwhile shows as a conflict.
        const restored = kept.ok && kept.data.body !== null ? draftFrom(kept.data.body) : undefined;
        // A draft that was put away is worth more than the letters typed since the form opened.
        if (now.edited === 'typed' && !(now.asking && restored)) return seen;
        return {
          ...seen,
          base: restored?.revision ?? found?.data.revision ?? 0,
          draft: restored?.draft ?? (found ? draftOf(found.data) : now.draft),
          edited: restored === undefined ? 'no' : 'restored',
          restoredFrom: restored === undefined ? undefined : (kept.ok && kept.data.savedAt) || undefined,
        };
      });
    };
    void open();
    return () => {
      current = false;
    };
  }, [key, version, onRead]);

  const change = useCallback((part: Partial<ItemDraft>) => {
    setHeld((now) =>
      now.key === keyOf(latest.current) ? { ...now, edited: 'typed', draft: { ...now.draft, ...part } } : now,
    );
  }, []);

  const save = async (onward?: () => void) => {
    if (busy || !ready) return undefined;
    const put = (part: Partial<Held>) => setHeld((now) => (now.key === held.key ? { ...now, ...part } : now));
    const date = plainDate(draft.date);
    if (date === undefined) {
      const why = '日期认不出，请写作 2024、2024.03 或 20240315；推断的加方括号';
      const details = [{ path: 'item.date', message: why }];
      put({ failure: { code: 'validation-failed', message: `${why}。`, details } });
      return undefined;
    }
    setSaving(true);
    put({ failure: undefined });
    const body = { ...draft, date };
    const result =
      subject.kind === 'item'
        ? await actQuietly('catalogue.save', { id: subject.id, revision: base, item: body })
        : await actQuietly('catalogue.create', { fileId: subject.fileId, item: body });
    if (!result.ok) {
      const now =
        result.error.code === 'conflict' && subject.kind === 'item'
          ? await read('catalogue.get', { id: subject.id })
          : undefined;
      put(now?.ok ? { item: now.data } : { failure: result.error });
      setSaving(false);
      return undefined;
    }
    const { revision } = result.data;
    // At once: a form that goes away must not put away as a draft what is on record by now.
    flushSync(() => {
      setSaving(false);
      put({
        base: revision,
        item: item && { ...item, ...body, revision },
        draft: body,
        edited: 'no',
        restoredFrom: undefined,
      });
    });
    const discarded = actQuietly('catalogue.discardDraft', { place });
    // Only then is the change announced: the screens that read anew must not find the draft of what is on record.
    if (!onward) await discarded;
    if (onward) {
      onward();
      // The lists read anew once the next form stands; it should not wait for them.
      setTimeout(() => {
        ownChange.current = true;
        archiveChanged();
      }, LISTS_LATER_MS);
    } else archiveChanged();
    void message.success('已保存', 1);
    return result.data.id;
  };

  const discard = () => {
    setHeld((now) => ({
      ...now,
      edited: 'no',
      restoredFrom: undefined,
      failure: undefined,
      base: now.item?.revision ?? 0,
      draft: now.item ? draftOf(now.item) : blank(now.subject).draft,
    }));
    void actQuietly('catalogue.discardDraft', { place });
  };
  const insist = () => setHeld((now) => ({ ...now, base: now.item?.revision ?? 0, edited: 'typed' }));

  return {
    subject,
    key: held.key,
    item,
    draft,
    ready,
    dirty: edited !== 'no',
    typed: edited === 'typed' && !held.asking ? JSON.stringify({ revision: base, draft }) : undefined,
    busy,
    saving,
    failure: held.failure,
    restoredFrom: held.restoredFrom,
    conflict: edited !== 'no' && item !== undefined && item.revision !== base,
    change,
    save,
    discard,
    insist,
  };
}
