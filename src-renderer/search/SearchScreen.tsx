import { App, Button, Input, type InputRef, Select } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { choose, FailureNote, read, useAct, useRead } from '../archive/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { go, type Places, stay } from '../navigation/index.ts';
import { Coverage } from './Coverage.tsx';
import { countWords } from './context.ts';
import { Groups } from './Groups.tsx';
import { HitList } from './HitList.tsx';
import { Narrowing } from './Narrowing.tsx';
import { NoHits } from './NoHits.tsx';
import { Proof } from './Proof.tsx';
import { SavedSearches } from './SavedSearches.tsx';
import { type QueryChange, SearchFilters } from './SearchFilters.tsx';
import { Statistics } from './Statistics.tsx';
import { Understanding } from './Understanding.tsx';
import { type Hit, isEmpty, type Order, type Query, useFound } from './use-found.ts';
import './search.css';

const ORDERS: readonly { readonly value: Order; readonly label: string }[] = [
  { value: 'relevance', label: '按相关' },
  { value: 'newest', label: '日期近的在前' },
  { value: 'oldest', label: '日期远的在前' },
];

/** 检索: one box for text of any length, fields beside it; hits in their context, the page behind each a key away. */
export function SearchScreen({ params }: { readonly params: Places['search'] }) {
  const [query, setQuery] = useState<Query>(params.query ?? { text: params.text ?? '' });
  const [current, setCurrent] = useState(0);
  const [withFields, setWithFields] = useState(false);
  const [order, setOrder] = useState<Order>(params.order ?? 'relevance');
  const [statistics, setStatistics] = useState(false);
  const [byCadre, setByCadre] = useState(false);
  const [counting, setCounting] = useState(false);
  /** Goes up when the form is filled from elsewhere: its fields begin anew with what holds. */
  const [formTurn, setFormTurn] = useState(0);
  const { message } = App.useApp();
  const exporting = useAct('search.exportHits');
  const { found, failure, busy, complete, more } = useFound(query, order);
  const key = JSON.stringify(query);
  const [counted, setCounted] = useState<{
    readonly key: string;
    readonly total: number;
    readonly exact: boolean;
  }>();
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
  const narrow = (part: QueryChange) => {
    change(part);
    setFormTurn((turn) => turn + 1);
  };
  const openHit = (hit: Hit | undefined) => {
    if (!hit) return;
    stay('search', { query, order });
    go('catalogue', {
      itemId: hit.itemId,
      ...(hit.pageId === null ? {} : { pageId: hit.pageId, found: found?.asked ?? query }),
    });
  };
  const open = (index: number) => openHit(hits[index]);
  const total = counted?.key === key ? counted : found;
  const countOn = async () => {
    setCounting(true);
    const result = await read('search.count', { query });
    setCounting(false);
    if (result.ok) setCounted({ key, ...result.data });
    else void message.error(result.error.message);
  };
  const write = async () => {
    const target = await choose('save-xlsx', '检索结果清单');
    if (!target) return;
    const written = await exporting.run({ query, order, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」，${written.hits} 条`);
  };
  const move = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === '/' && event.target !== box.current?.input) {
      event.preventDefault();
      box.current?.focus({ cursor: 'all' });
      return;
    }
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
          title="或　非（词前加 -）　括号　“短语”　2020..2024　题名: 姓名: 单位: 类: 档号: 责任者: 文号: 日期: 密级:"
          key={`box ${formTurn}`}
          defaultValue={query.text}
          maxLength={500}
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
        <SavedSearches
          query={query}
          order={order}
          onChoose={(saved) => {
            setQuery(saved.query);
            setOrder(saved.order);
            setCurrent(0);
            setFormTurn((turn) => turn + 1);
          }}
        />
        <Coverage coverage={coverage} />
      </div>
      {/* Kept while hidden: what was chosen there goes on narrowing. */}
      <div hidden={!withFields}>
        <SearchFilters key={formTurn} query={query} onChange={change} />
      </div>
      <Narrowing query={query} onChange={narrow} />
      {found && <Understanding understood={found.understood} text={found.asked.text} />}
      <FailureNote failure={failure} />
      <Statistics
        query={query}
        open={statistics}
        onClose={() => setStatistics(false)}
        onNarrow={(part) => {
          setStatistics(false);
          narrow(part);
        }}
      />
      <div className="pane search-found" aria-busy={busy}>
        {isEmpty(query) && (
          <p className="search-none muted">
            输入检索词，或在「更多条件」中选定条件。题名、著录项、姓名和有文字的页都会查；只查您知悉范围内的材料。
          </p>
        )}
        {!isEmpty(query) && !found && !failure && <p className="search-none muted">正在检索…</p>}
        {found?.understood.problem === null && (
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
                {total?.exact ? '共 ' : ''}
                {total && countWords(total)}处
                {!byCadre &&
                  hits.length < found.total &&
                  `，已列出 ${hits.length.toLocaleString('zh-CN')} 处`}
              </span>
              {total?.exact === false && counted?.key !== key && (
                <Button type="link" loading={counting} onClick={() => void countOn()}>
                  数清
                </Button>
              )}
              {!byCadre && hits.length > 0 && (
                <span className="muted">↑↓ 移动，回车看这一页，/ 回到检索词</span>
              )}
              {!byCadre && !complete && hits.length > 0 && (
                <Button type="link" loading={busy} onClick={more}>
                  再列出一些
                </Button>
              )}
              <span className="spacer" />
              <Select<Order>
                size="small"
                aria-label="排序"
                value={order}
                options={[...ORDERS]}
                onChange={setOrder}
                popupMatchSelectWidth={false}
              />
              <Button size="small" aria-pressed={byCadre} onClick={() => setByCadre((now) => !now)}>
                {byCadre ? '逐条' : '按干部'}
              </Button>
              <Button size="small" disabled={hits.length === 0} onClick={() => setStatistics(true)}>
                统计
              </Button>
              <Button
                size="small"
                disabled={hits.length === 0}
                loading={exporting.busy}
                onClick={() => void write()}
              >
                写出 xlsx
              </Button>
            </div>
            <div className="search-prove">
              <Proof query={query} />
            </div>
            {hits.length > 0 && byCadre ? (
              <Groups
                key={`${key} ${order}`}
                query={query}
                order={order}
                onOpen={openHit}
                onCadre={(fileId) => {
                  setByCadre(false);
                  narrow({ fileId });
                }}
              />
            ) : hits.length === 0 ? (
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
