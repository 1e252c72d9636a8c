import type { CoverageCounts } from './Coverage.tsx';
import type { Query } from './use-found.ts';

interface Props {
  readonly query: Query;
  readonly coverage: CoverageCounts | undefined;
}

/** Nothing found says what was searched, and what could not be: "not there" and "not searched" are two things. */
export function NoHits({ query, coverage }: Props) {
  const words = query.text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const narrowing = Object.keys(query).length - 1;
  return (
    <div className="search-none">
      <p>
        没有找到
        {words.length > 0 && (
          <>
            {words.length > 1 ? '同时含有' : '含有'}
            {words.map((word) => `「${word}」`).join('')}的材料
          </>
        )}
        {narrowing > 0 && `（另按 ${narrowing} 项条件筛选）`}。
      </p>
      {coverage && (
        <p className="muted">
          查过的：您知悉范围内 {coverage.items.toLocaleString('zh-CN')} 件的题名和著录项、
          {coverage.pagesWithText.toLocaleString('zh-CN')} 页的正文。
        </p>
      )}
      {coverage && coverage.pagesWithText < coverage.pages && (
        <p className="warning">
          还有 {(coverage.pages - coverage.pagesWithText).toLocaleString('zh-CN')}{' '}
          页没有文字，正文里有没有查不出来；请在「收件」导入文字底稿，或翻看原页。
        </p>
      )}
      <p className="muted">可以少输几个字（一个字也行）、去掉条件，或换一种写法；作废的件不在检索之列。</p>
    </div>
  );
}
