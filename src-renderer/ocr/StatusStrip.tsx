import { Alert, Button, Segmented } from 'antd';
import { useEffect, useRef } from 'react';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { ACTIVITY_WORDS, remainingWords, type Status } from './ocr-words.ts';

const EVERY_MS = 3_000;
const many = (count: number) => count.toLocaleString('zh-CN');

/**
 * How far the reading is, how fast it goes, and the clerk's hand on it.
 * @param onProgress called when pages were read since it was looked last
 */
export function StatusStrip({ onProgress }: { readonly onProgress: () => void }) {
  const clerk = useRoles().includes('clerk');
  const { data, failure, reload } = useRead('ocr.status', {});
  const setPace = useAct('ocr.setPace');
  useEffect(() => {
    const timer = setInterval(reload, EVERY_MS);
    return () => clearInterval(timer);
  }, [reload]);
  const settled = data === undefined ? undefined : data.done + data.person + data.failed;
  const seen = useRef(settled);
  useEffect(() => {
    if (seen.current !== undefined && settled !== undefined && seen.current !== settled) onProgress();
    seen.current = settled;
  }, [settled, onProgress]);
  if (!data) return <FailureNote failure={failure} onRetry={reload} />;
  const all = data.waiting + data.done + data.person + data.failed + data.typed;
  const withText = all - data.waiting - data.failed;
  return (
    <>
      <div className="screen-bar ocr-status" role="status">
        <b>{ACTIVITY_WORDS[data.activity]}</b>
        <progress max={Math.max(1, all)} value={withText} aria-label="已有文字的页" />
        <span>
          {[
            `共 ${many(all)} 页：有底稿 ${many(data.typed)}`,
            `已识别 ${many(data.done)}`,
            `待人工 ${many(data.person)}`,
            `失败 ${many(data.failed)}`,
            `等待 ${many(data.waiting)}`,
          ].join('　')}
        </span>
        <span className="muted">{speedWords(data)}</span>
        <span className="spacer" />
        <Segmented<Status['pace']>
          aria-label="识别快慢"
          value={data.pace}
          disabled={!clerk || setPace.busy}
          onChange={(pace) => void setPace.run({ pace })}
          options={[
            { value: 'steady', label: '连续识别' },
            { value: 'gentle', label: '缓慢' },
            { value: 'paused', label: '暂停' },
          ]}
        />
      </div>
      {data.problem !== '' && (
        <Alert
          type="error"
          showIcon
          title={data.problem}
          action={
            clerk && (
              <Button size="small" onClick={() => void setPace.run({ pace: data.pace })}>
                重试
              </Button>
            )
          }
        />
      )}
    </>
  );
}

function speedWords({ waiting, activity, pagesPerMinute, remainingSeconds }: Status): string {
  if (waiting === 0) return '没有等待识别的页';
  if (activity === 'off') return '登录半分钟后自动开始';
  if (pagesPerMinute === null || remainingSeconds === null) return activity === 'reading' ? '正在测速' : '';
  return `每分钟 ${pagesPerMinute.toFixed(pagesPerMinute < 10 ? 1 : 0)} 页，还需${remainingWords(remainingSeconds)}`;
}
