import { Alert, App, Button, Empty } from 'antd';
import { useState } from 'react';
import { actQuietly, FailureNote, useAct, useRead } from '../archive/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { useRoles } from '../session/index.ts';
import { LinesEditor } from './LinesEditor.tsx';
import { reasonWords, STATE_WORDS, type TextPage } from './ocr-words.ts';
import { PageWithBoxes } from './PageWithBoxes.tsx';
import { draftPlace, useCorrection } from './use-correction.ts';

interface Props {
  readonly pageId: number | undefined;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
}

/** One page: its picture and its lines side by side. */
export function PageDesk({ pageId, onNext, onPrevious }: Props) {
  const { data, failure, reload } = useRead('ocr.page', pageId === undefined ? undefined : { pageId });
  if (pageId === undefined)
    return (
      <div className="pane ocr-none">
        <Empty description="在左边选一页" />
      </div>
    );
  if (!data)
    return <div className="pane">{failure && <FailureNote failure={failure} onRetry={reload} />}</div>;
  return <OpenPage key={data.pageId} page={data} onNext={onNext} onPrevious={onPrevious} />;
}

function OpenPage({ page, onNext, onPrevious }: Omit<Props, 'pageId'> & { readonly page: TextPage }) {
  const { message } = App.useApp();
  const clerk = useRoles().includes('clerk');
  const [current, setCurrent] = useState<number>();
  const correction = useCorrection(page);
  const correct = useAct('ocr.correct', { quiet: true });
  const again = useAct('ocr.queue');
  const { pageId } = page;
  const typed = page.text?.source === 'typed';
  const mayWrite = clerk && !typed;
  const save = async () => {
    if (correct.busy) return;
    const lines = correction.lines.map(({ sure: _sure, ...line }, at) => ({
      ...line,
      text: correction.texts[at] ?? '',
    }));
    if (!(await correct.run({ pageId, readAt: page.machine?.at ?? null, lines }))) return;
    await actQuietly('catalogue.discardDraft', { place: draftPlace(pageId) });
    void message.success('已保存，检索即刻按校对后的文字');
    onNext();
  };
  useCommand('form.save', () => void save(), mayWrite);
  useCommand('list.next', onNext);
  useCommand('list.previous', onPrevious);
  return (
    <>
      <div className="pane">
        <PageWithBoxes page={page} lines={correction.lines} current={current} onCurrent={setCurrent} />
      </div>
      <div className="pane">
        <div className="pane-title">
          {STATE_WORDS[page.state]}
          {page.reason !== '' && `：${reasonWords(page.reason)}`}
        </div>
        <div className="pane-body">
          <p className="muted ocr-origin">{originWords(page)}</p>
          <FailureNote failure={correct.failure} />
          {typed && (
            <Alert
              type="info"
              showIcon
              title="本页以随扫描件导入的底稿为准"
              description={<pre className="ocr-typed">{page.text?.text}</pre>}
            />
          )}
          {page.machine === null && !typed && (
            <p>
              {page.state === 'waiting'
                ? '还没有识别到这一页。也可以直接加行，录入文字。'
                : '没有可校对的行，可以直接加行，录入文字。'}
            </p>
          )}
          {!typed && (
            <LinesEditor
              correction={correction}
              current={current}
              onCurrent={setCurrent}
              readOnly={!mayWrite}
            />
          )}
        </div>
        <div className="ocr-acts">
          <Button
            type="primary"
            disabled={!mayWrite}
            loading={correct.busy}
            title={mayWrite ? 'Ctrl+S' : clerk ? '本页以底稿为准' : '由档案员校对'}
            onClick={() => void save()}
          >
            {correction.changed ? '保存' : '确认无误'}，下一页
          </Button>
          <Button disabled={!correction.changed} onClick={correction.undo}>
            还原
          </Button>
          <span className="spacer" />
          <Button
            disabled={!clerk || page.state === 'waiting'}
            loading={again.busy}
            title="人写的文字不会被覆盖"
            onClick={() => void again.run({ pageIds: [pageId], again: true })}
          >
            重新识别
          </Button>
        </div>
      </div>
    </>
  );
}

function originWords({ machine, corrected, text }: TextPage): string {
  const parts: string[] = [];
  if (corrected) parts.push(`${corrected.by}校对于 ${moment(corrected.at)}`);
  if (machine) parts.push(`机读于 ${moment(machine.at)}，平均把握 ${Math.round(machine.confidence * 100)}%`);
  if (text?.source === 'machine') parts.push('尚未经人校对');
  return parts.join('；');
}
function moment(at: string): string {
  return new Date(at).toLocaleString('zh-CN', { dateStyle: 'short', timeStyle: 'short' });
}
