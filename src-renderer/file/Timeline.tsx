import { Button, Empty, Tag } from 'antd';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { dateWords } from '../words/index.ts';

type Item = Output<'career.timeline'>['undated'][number];
type Period = Output<'career.timeline'>['periods'][number];
/** Lines of a period before it is opened: a career fits on the screen, a period of a hundred items is a press away. */
const FIRST = 12;

const spanWords = ({ from, until }: Period): string => {
  if (from === '') return until === '' ? '任职时间未登记' : `${dateWords(until)} 以前`;
  return `${dateWords(from)}—${until === '' ? '' : dateWords(until)}`;
};

/** 时间线: newest first, what came into being while which posts were held. */
export function Timeline({ personId }: { readonly personId: number }) {
  const { data, failure, reload } = useRead('career.timeline', { personId });
  return (
    <div className="pane-body">
      <FailureNote failure={failure} onRetry={reload} />
      {data?.periods.length === 0 && data.undated.length === 0 && (
        <Empty description="还没有材料，也没有任职记录。" />
      )}
      <ol className="timeline" aria-label="时间线">
        {data?.periods.map((period) => (
          <li key={period.from}>
            <div className="timeline-span">{spanWords(period)}</div>
            <div>
              {period.posts.length === 0 ? (
                <span className="muted">（没有登记这一时期的任职）</span>
              ) : (
                period.posts.map((post) => (
                  <div key={post.id}>
                    {post.unit} <strong>{post.title}</strong>
                    {!post.main && <Tag>兼</Tag>}
                  </div>
                ))
              )}
              <Items items={period.items} />
            </div>
          </li>
        ))}
        {data && data.undated.length > 0 && (
          <li>
            <div className="timeline-span">没有形成时间</div>
            <Items items={data.undated} />
          </li>
        )}
      </ol>
    </div>
  );
}

function Items({ items }: { readonly items: readonly Item[] }) {
  if (items.length === 0) return <p className="muted timeline-none">这一时期没有材料。</p>;
  const rest = items.slice(FIRST);
  return (
    <>
      <List items={items.slice(0, FIRST)} />
      {rest.length > 0 && (
        <details>
          <summary>另有 {rest.length} 件</summary>
          <List items={rest} />
        </details>
      )}
    </>
  );
}

function List({ items }: { readonly items: readonly Item[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.itemId}>
          <span className="timeline-date">{dateWords(item.date)}</span>
          <span className="muted" title={item.className}>
            {item.classCode}
          </span>{' '}
          <Button type="link" size="small" onClick={() => go('catalogue', { itemId: item.itemId })}>
            {item.title}
          </Button>
        </li>
      ))}
    </ul>
  );
}
