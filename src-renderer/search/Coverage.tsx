import { Progress } from 'antd';
import type { Output } from '#contract/index.ts';

export type CoverageCounts = Output<'search.coverage'>;

/** How much of what the person may see can be found by its text. */
export function Coverage({ coverage }: { readonly coverage: CoverageCounts | undefined }) {
  if (!coverage) return null;
  const { pages, pagesWithText, items } = coverage;
  const whole = pagesWithText >= pages;
  return (
    <span className="search-coverage">
      <Progress
        type="circle"
        size={16}
        showInfo={false}
        percent={pages === 0 ? 100 : (pagesWithText / pages) * 100}
        aria-label="全文覆盖"
      />
      <span className={whole ? 'muted' : 'warning'}>
        {pages.toLocaleString('zh-CN')} 页中 {pagesWithText.toLocaleString('zh-CN')} 页有文字
        {whole ? '' : '，其余的页只能按题名等著录项查到'}
      </span>
      <span className="muted">；{items.toLocaleString('zh-CN')} 件的题名和著录项都可查</span>
    </span>
  );
}
