import { Button, Popover, Progress } from 'antd';
import type { Output } from '#contract/index.ts';
import { IndexCheck } from './IndexCheck.tsx';

export type CoverageCounts = Output<'search.coverage'>;

/** How much of what the person may see can be found by its text; opened, why the rest can't and when the index was checked. */
export function Coverage({ coverage }: { readonly coverage: CoverageCounts | undefined }) {
  if (!coverage) return null;
  const { pages, pagesWithText, items, without, behind } = coverage;
  const reasons = [
    without.waiting > 0 && `${without.waiting} 页等待识别`,
    without.failed > 0 && `${without.failed} 页识别失败`,
    without.noText > 0 && `${without.noText} 页没有可识别的文字`,
    without.blank > 0 && `${without.blank} 页空白`,
  ].filter((one) => one !== false);
  const whole = pagesWithText >= pages;
  const more = (
    <div className="search-coverage-more">
      <p>{items.toLocaleString('zh-CN')} 件的题名和著录项都可查。</p>
      {reasons.length > 0 && <p className="warning">没有文字的页：{reasons.join('、')}。</p>}
      {behind > 0 && <p className="warning">另有 {behind} 段文字待编入索引，正在补。</p>}
      <IndexCheck last={coverage.lastCheck} />
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={more}>
      <Button type="text" className="search-coverage">
        <Progress
          type="circle"
          size={16}
          showInfo={false}
          percent={pages === 0 ? 100 : (pagesWithText / pages) * 100}
          aria-label="全文覆盖"
        />
        <span className={whole ? 'muted' : 'warning'}>
          {pages.toLocaleString('zh-CN')} 页中 {pagesWithText.toLocaleString('zh-CN')} 页有文字
          {whole ? '' : `，其余的页只能按题名等著录项查到（${reasons.join('、')}）`}
          {behind > 0 && `；另有 ${behind} 段文字待编入索引`}
        </span>
      </Button>
    </Popover>
  );
}
