import { Progress } from 'antd';
import type { Output } from '#contract/index.ts';

export type CoverageCounts = Output<'search.coverage'>;

/** How much of what the person may see can be found by its text. */
export function Coverage({ coverage }: { readonly coverage: CoverageCounts | undefined }) {
  if (!coverage) return null;
  const { pages, pagesWithText, items, without, behind, lastCheck } = coverage;
  const reasons = [
    without.waiting > 0 && `${without.waiting} 页等待识别`,
    without.failed > 0 && `${without.failed} 页识别失败`,
    without.noText > 0 && `${without.noText} 页没有可识别的文字`,
    without.blank > 0 && `${without.blank} 页空白`,
  ].filter((one) => one !== false);
  const checked =
    lastCheck === null
      ? '索引还没有核对过'
      : `${new Date(lastCheck.at).toLocaleDateString('zh-CN')} 核对索引 ${lastCheck.texts.toLocaleString('zh-CN')} 段，不符 ${lastCheck.missing + lastCheck.extra} 处`;
  const whole = pagesWithText >= pages;
  return (
    <span className="search-coverage" title={checked}>
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
        {reasons.length > 0 && `（${reasons.join('、')}）`}
        {behind > 0 && `；另有 ${behind} 段文字待编入索引`}
      </span>
      <span className="muted">；{items.toLocaleString('zh-CN')} 件的题名和著录项都可查</span>
    </span>
  );
}
