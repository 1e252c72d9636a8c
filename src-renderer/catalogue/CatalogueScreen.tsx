import { App } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Input } from '#contract/index.ts';
import { act, FailureNote, read, useRead } from '../archive/index.ts';
import { type FieldMemory, focusField, keyTitle, useCommand } from '../keyboard/index.ts';
import { type Places, stay } from '../navigation/index.ts';
import { PersonPicker, type PickedPerson, pickedFrom } from '../person-picker/index.ts';
import { useRoles } from '../session/index.ts';
import type { Order, Selection } from '../table/index.ts';
import { PageViewer } from '../viewer/index.ts';
import { ActsDialog } from './ActsDialog.tsx';
import { BatchDialog } from './BatchDialog.tsx';
import { type Acts, DeskActs } from './DeskActs.tsx';
import { ItemPane } from './ItemPane.tsx';
import { ItemQueue } from './ItemQueue.tsx';
import { emptyDraft, type Item, type ItemDraft } from './item-draft.ts';
import { askedOf, QueueFilter, type QueueFilters } from './QueueFilter.tsx';
import { useFoundPlaces } from './use-found-places.ts';
import type { Subject } from './use-item-form.ts';
import type { Suggestion } from './use-suggestions.ts';
import './catalogue.css';

type Sort = Input<'catalogue.ids'>['sort'];

/** 编目: queue, page and form side by side. */
export function CatalogueScreen({ params }: { readonly params: Places['catalogue'] }) {
  const { message } = App.useApp();
  const roles = useRoles();
  const clerk = roles.includes('clerk');
  const mayPrint = clerk || roles.includes('reviewer') || roles.includes('approver');
  const [person, setPerson] = useState<PickedPerson>();
  const [filter, setFilter] = useState<QueueFilters>({ incomplete: params.list === 'incomplete' });
  const [order, setOrder] = useState<Order<Sort>>({ sort: 'arrangement', descending: false });
  const [subject, setSubject] = useState<Subject | undefined>(
    params.itemId === undefined ? undefined : { kind: 'item', id: params.itemId },
  );
  // Which page of which item: another item begins with its first.
  const [turned, setTurned] = useState({ itemId: params.itemId, pageId: params.pageId });
  const [shownAt, setShownAt] = useState<Suggestion>();
  const [selection, setSelection] = useState<Selection>(new Set());
  const [dialog, setDialog] = useState<'acts' | 'batch'>();
  const form = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const written = useRef<Places['catalogue']>(undefined);
  const memory = useRef<FieldMemory>({ field: undefined, wanted: params.itemId !== undefined });
  const scheme = useRead('catalogue.scheme', {});
  const classes = useMemo(() => scheme.data?.classes ?? [], [scheme.data]);
  const currentId = subject?.kind === 'item' ? subject.id : undefined;
  // Read once, by the form; the page beside it shows the same, and both change together.
  const [itemRead, setItem] = useState<Item>();
  const shown = subject?.kind === 'item' ? itemRead : undefined;
  const pageId = turned.itemId === shown?.id ? turned.pageId : undefined;
  const setPageId = (id: number) => setTurned({ itemId: shown?.id, pageId: id });
  const found = useFoundPlaces(params.found, shown && (pageId ?? shown.pages[0]?.id));
  const list = useRead('catalogue.ids', {
    ...(person === undefined ? {} : { fileId: person.fileId }),
    ...askedOf(filter),
    ...order,
  });
  const ids = useMemo(() => list.data?.ids ?? [], [list.data]);
  const selected = useMemo(() => ids.filter((id) => selection.has(id)), [ids, selection]);
  const at = currentId === undefined ? -1 : ids.indexOf(currentId);

  useEffect(() => {
    if (params === written.current) return;
    // Asked for one item of a cadre: the queue shows that cadre's file around it.
    if (params.personId !== undefined) {
      void read('people.rows', { ids: [params.personId] }).then((result) => {
        const row = result.ok ? result.data.rows[0] : undefined;
        if (row) setPerson(pickedFrom(row));
      });
    } else if (params.itemId !== undefined && params.list !== 'all') {
      void read('catalogue.get', { id: params.itemId }).then(
        (result) => result.ok && setPerson({ fileId: result.data.fileId, name: result.data.personName }),
      );
    }
  }, [params]);

  const open = (id: number) => {
    setSubject({ kind: 'item', id });
    if (id !== currentId) setShownAt(undefined);
    const personId = person?.personId;
    written.current = {
      itemId: id,
      ...(personId === undefined ? {} : { personId }),
      ...(person === undefined ? { list: 'all' } : {}),
    };
    stay('catalogue', written.current);
  };
  const step = (by: number) => {
    const next = ids[at < 0 ? 0 : at + by];
    if (next === undefined) return;
    memory.current.wanted = true;
    open(next);
  };
  const startNew = (fileId: number, from: ItemDraft) => {
    // What is carried over need not be typed again.
    memory.current = { field: from.classCode === '' ? 'classCode' : 'title', wanted: true };
    setSubject((before) => ({
      kind: 'new',
      fileId,
      from,
      turn: before?.kind === 'new' ? before.turn + 1 : 0,
    }));
  };
  const nextIncomplete = async () => {
    const found = await read('catalogue.ids', {
      ...(person === undefined ? {} : { fileId: person.fileId }),
      incomplete: true,
      ...order,
    });
    if (!found.ok) {
      void message.warning(found.error.message);
      return;
    }
    const left = found.data.ids;
    const here = currentId === undefined ? -1 : left.indexOf(currentId);
    // The list is in the order of the queue: what comes after the current item, else from the top.
    const after = here >= 0 ? left[here + 1] : left.find((id) => ids.indexOf(id) > at);
    const next = after ?? left.find((id) => id !== currentId);
    memory.current.wanted = true;
    if (next === undefined) void message.success('没有未填全的件了');
    else open(next);
  };
  const replay = async (way: 'undo' | 'redo') => {
    const result = way === 'undo' ? await act('catalogue.undo', {}) : await act('catalogue.redo', {});
    if (!result.ok) {
      void message.warning(result.error.message);
      return;
    }
    void message.success(`${way === 'undo' ? '已撤销' : '已重做'}：${result.data.label}`);
    if (result.data.itemId !== null) open(result.data.itemId);
  };
  const latest = useRef({
    replay,
    nextIncomplete,
    add: () => person && startNew(person.fileId, emptyDraft()),
  });
  latest.current = { replay, nextIncomplete, add: () => person && startNew(person.fileId, emptyDraft()) };
  const acts = useMemo<Acts>(
    () => ({
      undo: () => void latest.current.replay('undo'),
      redo: () => void latest.current.replay('redo'),
      list: () => setDialog('acts'),
      batch: () => setDialog('batch'),
      nextIncomplete: () => void latest.current.nextIncomplete(),
      add: () => latest.current.add(),
    }),
    [],
  );
  useCommand('list.next', () => step(1));
  useCommand('list.previous', () => step(-1));
  useCommand('form.next-incomplete', () => void nextIncomplete());
  useCommand('list.filter', () => bar.current?.querySelector('input')?.focus());
  useCommand('form.undo', () => void replay('undo'), clerk);
  useCommand('form.redo', () => void replay('redo'), clerk);
  useCommand('form.acts', () => setDialog('acts'), clerk);
  useCommand('list.batch', () => setDialog('batch'), clerk && selected.length > 0);
  useCommand(
    'list.new',
    () => person && startNew(person.fileId, emptyDraft()),
    clerk && person !== undefined,
  );

  return (
    <section className="screen" aria-label="编目">
      <div ref={bar} className="screen-bar catalogue-bar">
        <PersonPicker
          value={person}
          onChange={setPerson}
          autoFocus={params.itemId === undefined}
          label="哪位干部"
        />
        <QueueFilter filter={filter} classes={classes} onFilter={setFilter} />
        <span className="spacer" />
        {clerk && <DeskActs selected={selected.length} mayAdd={person !== undefined} acts={acts} />}
      </div>
      <FailureNote failure={list.failure ?? scheme.failure} onRetry={list.reload} />
      <div className="panes catalogue-panes">
        <div className="pane">
          <ItemQueue
            ids={ids}
            loading={list.loading}
            current={currentId}
            onCurrent={open}
            onOpen={() => form.current && focusField(form.current, memory.current)}
            order={order}
            onOrder={setOrder}
            withName={person === undefined}
            selection={selection}
            onSelection={setSelection}
          />
        </div>
        <div className="pane">
          {found.note !== '' && (
            <div className="viewer-none warning" role="status">
              {found.note}
            </div>
          )}
          {shown ? (
            <PageViewer
              pages={shown.pages}
              current={pageId}
              onCurrent={setPageId}
              marked={shownAt ? markOf(shownAt) : found.marked}
              {...(mayPrint ? { printItem: shown.id } : {})}
            />
          ) : (
            <p className="viewer-none muted">在左边选一件，这里显示它的扫描页。</p>
          )}
        </div>
        {subject ? (
          <ItemPane
            subject={subject}
            classes={classes}
            aboveId={subject.kind === 'new' ? ids.at(-1) : ids[at - 1]}
            frame={form}
            memory={memory.current}
            onSaved={open}
            onNext={startNew}
            onStep={() => step(1)}
            onItem={setItem}
            onShow={(one) => {
              setShownAt(one);
              if (one.pageId !== null) setPageId(one.pageId);
            }}
            basis={scheme.data?.basis ?? ''}
          />
        ) : (
          <div className="pane">
            <p className="viewer-none muted">选定一件后在这里著录。{keyTitle('app.help')} 查看快捷键。</p>
          </div>
        )}
      </div>
      {dialog === 'acts' && <ActsDialog onClose={() => setDialog(undefined)} onItem={open} />}
      {dialog === 'batch' && (
        <BatchDialog
          ids={selected}
          classes={classes}
          onClose={(changed) => {
            setDialog(undefined);
            if (changed) setSelection(new Set());
          }}
        />
      )}
    </section>
  );
}

/** Where on the pages a suggestion was read, if that is known. */
function markOf(one: Suggestion | undefined) {
  return one?.pageId && one.box ? { pageId: one.pageId, boxes: [one.box] } : undefined;
}
