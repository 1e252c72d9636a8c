import { Button, Input, type InputRef } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Output, Input as RouteInput } from '#contract/index.ts';
import { FailureNote, read, useArchiveVersion, useRead } from '../archive/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { go, type Places } from '../navigation/index.ts';
import { HitList } from './HitList.tsx';
import { SearchFilters } from './SearchFilters.tsx';
import './search.css';

export type Query = RouteInput<'search.find'>['query'];
type Found = Output<'search.find'>;
/** Hits asked for at a time. */
const PAGE = 50;
/** Typing pauses this long before it is searched. */
const PAUSE_MS = 250;

/** 检索: one box for text of any length, fields beside it; hits in their context, the page behind each a key away. */
export function SearchScreen({ params }: { readonly params: Places['search'] }) {
  const [query, setQuery] = useState<Query>({ text: params.text ?? '' });
  const [limit, setLimit] = useState(PAGE);
  const [current, setCurrent] = useState(0);
  const [withFields, setWithFields] = useState(false);
  const { found, failure, busy } = useFound(query, limit);
  const coverage = useRead('search.coverage', {});
  const composing = useRef(false);
  const box = useRef<InputRef>(null);
  useCommand('list.filter', () => box.current?.focus());
  const hits = found?.hits ?? [];
  const empty = Object.entries(query).every(([, value]) => value === undefined || value === '');

  const change = (part: Partial<Query>) => {
    setQuery((now) => {
      const next = { ...now, ...part };
      return Object.fromEntries(
        Object.entries(next).filter(
          ([key, value]) => key === 'text' || (value !== undefined && value !== ''),
        ),
      ) as unknown as Query;
    });
    setLimit(PAGE);
    setCurrent(0);
  };
  const open = (index: number) => {
    const hit = hits[index];
    if (!hit) return;
    go('catalogue', {
      itemId: hit.itemId,
      ...(hit.pageId === null ? {} : { pageId: hit.pageId }),
    });
  };
  const move = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setCurrent((now) => Math.min(now + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setCurrent((now) => Math.max(now - 1, 0));
    else if (event.key === 'Enter') open(current);
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
          type="search"
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
        </Button>
        {coverage.data && (
          <span className={coverage.data.pagesWithText < coverage.data.pages ? 'warning' : 'muted'}>
            全文已覆盖 {coverage.data.pagesWithText}/{coverage.data.pages} 页，题名等著录项覆盖全部{' '}
            {coverage.data.items} 件
          </span>
        )}
      </div>
      {withFields && <SearchFilters query={query} onChange={change} />}
      <FailureNote failure={failure} />
      <div className="pane" aria-busy={busy}>
        {empty ? (
          <p className="search-none muted">
            输入检索词，或在「更多条件」中选定条件。只检索您知悉范围内的材料。
          </p>
        ) : (
          found && (
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
              <div className="pane-title" role="status">
                {found.exact ? '共' : '至少'} {found.total.toLocaleString('zh-CN')} 处
              </div>
              <HitList hits={hits} current={current} onCurrent={setCurrent} onOpen={open} onKeyDown={move} />
              {hits.length === 0 && (
                <p className="search-none">
                  没有找到。
                  {coverage.data && coverage.data.pagesWithText < coverage.data.pages
                    ? `有 ${coverage.data.pages - coverage.data.pagesWithText} 页还没有文字，全文检索不到这些页。`
                    : '所有页都已检索过。'}
                </p>
              )}
              {hits.length < found.total && hits.length > 0 && (
                <Button
                  block
                  type="link"
                  loading={busy}
                  onClick={() => setLimit((now) => Math.min(now + PAGE, 200))}
                  disabled={limit >= 200}
                >
                  {limit >= 200 ? '已列出前 200 处，请加条件缩小范围' : '再列出一些'}
                </Button>
              )}
            </>
          )
        )}
      </div>
    </section>
  );
}

/** The answer to the newest question; older ones that come late are dropped. */
function useFound(query: Query, limit: number) {
  const version = useArchiveVersion();
  const [found, setFound] = useState<Found>();
  const [failure, setFailure] = useState<Awaited<ReturnType<typeof ask>>['failure']>();
  const [busy, setBusy] = useState(false);
  const key = JSON.stringify(query);
  useEffect(() => {
    const asked = JSON.parse(key) as Query;
    if (Object.values(asked).every((value) => value === '')) {
      setFound(undefined);
      return;
    }
    let current = true;
    const timer = setTimeout(async () => {
      setBusy(true);
      const answer = await ask(asked, limit);
      if (!current) return;
      setBusy(false);
      setFailure(answer.failure);
      if (answer.found) setFound(answer.found);
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [key, limit, version]);
  return { found, failure, busy };
}

async function ask(query: Query, limit: number) {
  const result = await read('search.find', { query, offset: 0, limit });
  return result.ok ? { found: result.data, failure: undefined } : { found: undefined, failure: result.error };
}
