import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { isEmpty, type Order, type Query } from './use-found.ts';

type Saved = Output<'search.saved'>['searches'][number];

interface Props {
  readonly query: Query;
  readonly order: Order;
  readonly onChoose: (saved: Saved) => void;
}

/** 常用检索: the person's own; one is chosen by its name, and what is asked now is kept under a new one. */
export function SavedSearches({ query, order, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const saved = useRead('search.saved', open ? {} : undefined);
  const save = useAct('search.save', { quiet: true });
  const remove = useAct('search.removeSaved');
  const arrange = useAct('search.orderSaved');
  const searches = saved.data?.searches ?? [];
  const nothing = isEmpty(query);
  const raise = (at: number) => {
    const ids = searches.map((one) => one.id);
    const [moved] = ids.splice(at, 1);
    if (moved !== undefined) void arrange.run({ ids: ids.toSpliced(at - 1, 0, moved) });
  };
  const keep = async () => {
    if (await save.run({ name, query, order })) setName('');
  };
  const content = (
    <div className="search-saved" role="group" aria-label="常用检索">
      <FailureNote failure={saved.failure ?? save.failure} />
      {saved.data && searches.length === 0 && <p className="muted">还没有常用检索。</p>}
      <ul>
        {searches.map((one, at) => (
          <li key={one.id}>
            <Button
              type="link"
              onClick={() => {
                setOpen(false);
                onChoose(one);
              }}
            >
              {one.name}
            </Button>
            <span className="spacer" />
            <Button
              type="text"
              size="small"
              disabled={at === 0}
              aria-label={`上移常用检索：${one.name}`}
              onClick={() => raise(at)}
            >
              上移
            </Button>
            <Button
              type="text"
              size="small"
              aria-label={`删除常用检索：${one.name}`}
              onClick={() => void remove.run({ id: one.id })}
            >
              删除
            </Button>
          </li>
        ))}
      </ul>
      <div className="search-save">
        <Input
          aria-label="存为"
          placeholder={nothing ? '先写要找什么，再存' : '给现在的检索起个名字'}
          disabled={nothing}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={(event) => {
            if (!event.nativeEvent.isComposing && name.trim() !== '') void keep();
          }}
        />
        <Button disabled={nothing || name.trim() === ''} loading={save.busy} onClick={() => void keep()}>
          存下
        </Button>
      </div>
    </div>
  );
  return (
    <Popover content={content} trigger="click" open={open} onOpenChange={setOpen} placement="bottomRight">
      <Button>常用检索</Button>
    </Popover>
  );
}
