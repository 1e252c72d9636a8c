import { Button, Input, type InputRef } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { FailureNote, useRead } from '../archive/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { go, type Places } from '../navigation/index.ts';
import { Coverage } from './Coverage.tsx';
import { HitList } from './HitList.tsx';
import { NoHits } from './NoHits.tsx';
import { type QueryChange, SearchFilters } from './SearchFilters.tsx';
import { isEmpty, type Query, useFound } from './use-found.ts';
import './search.css';

/** 检索: one box for text of any length, fields beside it; hits in their context, the page behind each a key away. */
export function SearchScreen({ params }: { readonly params: Places['search'] }) {
  const [query, setQuery] = useState<Query>({ text: params.text ?? '' });
  const [current, setCurrent] = useState(0);
  const [withFields, setWithFields] = useState(false);
  const { found, failure, busy, complete, more } = useFound(query);
  const coverage = useRead('search.coverage', {}).data;
  const composing = useRef(false);
  const box = useRef<InputRef>(null);
  useCommand('list.filter', () => box.current?.focus({ cursor: 'all' }));
  const hits = found?.hits ?? [];
  const narrowing = Object.keys(query).length - 1;

  const change = (part: QueryChange) => {
    setQuery((now) => {
      const { text, ...others } = { ...now, ...part };
      const kept = Object.entries(others).filter(([, value]) => value !== undefined && value !== '');
      return { text: text ?? '', ...Object.fromEntries(kept) };
    });
    setCurrent(0);
  };
  const open = (index: number) => {
    const hit = hits[index];
    if (!hit) return;
    go('catalogue', { itemId: hit.itemId, ...(hit.pageId === null ? {} : { pageId: hit.pageId }) });
  };
  const move = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const last = hits.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + 8,
      PageUp: current - 8,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      if (step > last) more();
      setCurrent(Math.max(0, Math.min(step, last)));
    } else if (event.key === 'Enter') open(current);
    else return;
    event.preventDefault();
  };
  return (
    <section className="screen" aria-label="检索">
      <div className="screen-bar">
        <Input
          ref={box}
          autoFocus
          allowClear
          className="search-box"
          aria-label="检索词"
          placeholder="一个字也可以；几个词用空格隔开，须同时出现"
          defaultValue={query.text}
          maxLength={200}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={(event) => {
            composing.current = false;
            change({ text: event.currentTarget.value });
          }}
          onChange={(event) => {
            if (!composing.current) change({ text: event.target.value });
          }}
          onKeyDown={move}
        />
        <Button aria-expanded={withFields} onClick={() => setWithFields((now) => !now)}>
          {withFields ? '收起条件' : '更多条件'}
          {narrowing > 0 && `（${narrowing}）`}
        </Button>
        <Coverage coverage={coverage} />
      </div>
      {/* Kept while hidden: what was chosen there goes on narrowing. */}
      <div hidden={!withFields}>
        <SearchFilters query={query} onChange={change} />
      </div>
      <FailureNote failure={failure} />
      <div className="pane search-found" aria-busy={busy}>
        {isEmpty(query) && (
          <p className="search-none muted">
            输入检索词，或在「更多条件」中选定条件。题名、著录项、姓名和有文字的页都会查；只查您知悉范围内的材料。
          </p>
        )}
        {!isEmpty(query) && !found && !failure && <p className="search-none muted">正在检索…</p>}
        {found && (
          <>
            {found.people.length > 0 && (
              <div className="search-people">
                干部：
                {found.people.map((one) => (
                  <Button
                    key={one.fileId}
                    type="link"
                    onClick={() => go('file', { fileId: one.fileId, personId: one.personId })}
                  >
                    {one.name}
                    {one.unit === '' ? '' : `（${one.unit}）`}
                  </Button>
                ))}
              </div>
            )}
            <div className="pane-title search-total" role="status">
              <span>
                {found.exact ? '共' : '至少'} {found.total.toLocaleString('zh-CN')} 处
                {hits.length < found.total && `，已列出 ${hits.length.toLocaleString('zh-CN')} 处`}
              </span>
              {hits.length > 0 && <span className="muted">↑↓ 移动，回车看这一页</span>}
              {!complete && hits.length > 0 && (
                <Button type="link" loading={busy} onClick={more}>
                  再列出一些
                </Button>
              )}
            </div>
            {hits.length === 0 ? (
              <NoHits query={query} coverage={coverage} />
            ) : (
              <HitList
                hits={hits}
                current={current}
                onCurrent={setCurrent}
                onOpen={open}
                onKeyDown={move}
                onNearEnd={more}
              />
            )}
          </>
        )}
      </div>
    </section>
  );
}
