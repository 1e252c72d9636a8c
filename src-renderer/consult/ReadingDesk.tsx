import { Button, Input, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { consultPageAddress } from '#contract/bridge.ts';
import type { Output } from '#contract/index.ts';
import { CONSULT_WAY_WORDS } from '#contract/vocabulary.ts';
import { actQuietly, archiveChanged, FailureNote, useAct, useRead } from '../archive/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { ProfileFace } from '../profile/index.ts';
import { askSession } from '../session/index.ts';
import { clockWords } from './words.ts';
import './consult.css';

type View = NonNullable<Output<'consult.reading'>['reading']>;
/** How often the main side is told which page is looked at; it trusts its own clock. */
const BEAT_MS = 5_000;
const SECOND_MS = 1_000;

/** 阅览: the approved pages and nothing else, under the clock, with the readers' names in every picture. */
export function ReadingDesk({ reading }: { readonly reading: View }) {
  const pages = reading.items.flatMap((item) => item.pages.map((page) => ({ ...page, item })));
  const [at, setAt] = useState(0);
  const [left, setLeft] = useState(reading.secondsLeft);
  const [asking, setAsking] = useState(false);
  const [profiled, setProfiled] = useState(false);
  const finish = useAct('consult.finish', { quiet: true });
  const page = pages[at];
  const pageId = page?.id;
  const since = useRef(Date.now());

  useEffect(() => {
    if (pageId === undefined) return;
    since.current = Date.now();
    const beat = async () => {
      const seconds = (Date.now() - since.current) / SECOND_MS;
      since.current = Date.now();
      const result = await actQuietly('consult.beat', { sessionId: reading.sessionId, pageId, seconds });
      if (result.ok) setLeft(result.data.secondsLeft);
      // Over, by the clock or by the main side: the session tells what shows next.
      else {
        await askSession();
        archiveChanged();
      }
    };
    const timer = setInterval(() => void beat(), BEAT_MS);
    return () => {
      clearInterval(timer);
      void beat();
    };
  }, [pageId, reading.sessionId]);

  useEffect(() => {
    const timer = setInterval(() => setLeft((now) => Math.max(0, now - 1)), SECOND_MS);
    return () => clearInterval(timer);
  }, []);

  const step = (by: number) => setAt((now) => Math.min(Math.max(now + by, 0), pages.length - 1));
  useCommand('page.next', () => step(1));
  useCommand('page.previous', () => step(-1));
  const leave = async () => {
    if (!(await finish.run({ sessionId: reading.sessionId }))) return;
    await askSession();
    archiveChanged();
  };
  return (
    // No way to the clipboard, no dragging out, no menu of the browser.
    <div
      className="reading"
      onCopy={(event) => {
        if (!(event.target instanceof HTMLTextAreaElement)) event.preventDefault();
      }}
      onDragStart={(event) => event.preventDefault()}
      onContextMenu={(event) => event.preventDefault()}
    >
      <header className="reading-head">
        <strong>阅览 {reading.number}</strong>
        <span>
          {reading.personName} 的材料 · 查阅人 {reading.readers.join('、')} · 方式{' '}
          {reading.ways.map((way) => CONSULT_WAY_WORDS[way]).join('、')}
        </span>
        <span className="spacer" />
        <Button onClick={() => setProfiled(true)}>廉政画像</Button>
        <span className={left < 300 ? 'reading-clock warning' : 'reading-clock'} role="timer">
          还剩 {clockWords(left)}
        </span>
        <Button type="primary" onClick={() => setAsking(true)}>
          阅毕归还
        </Button>
      </header>
      <nav className="reading-list" aria-label="批准的材料">
        {reading.items.map((item) => (
          <button
            key={item.itemId}
            type="button"
            className={page?.item.itemId === item.itemId ? 'reading-item current' : 'reading-item'}
            onClick={() => setAt(pages.findIndex((one) => one.item.itemId === item.itemId))}
          >
            <span>{item.title}</span>
            <span className="muted">{item.pages.length}页</span>
          </button>
        ))}
      </nav>
      <main className="reading-page">
        {page ? (
          <>
            <div className="viewer-bar">
              <Button disabled={at === 0} onClick={() => step(-1)} aria-label="上一页">
                ‹
              </Button>
              <span>
                第 {at + 1} 页 共 {pages.length} 页
              </span>
              <Button disabled={at === pages.length - 1} onClick={() => step(1)} aria-label="下一页">
                ›
              </Button>
              <span className="muted">
                {page.item.title} {page.item.secrecyMark}
              </span>
            </div>
            <div className="viewer-frame">
              <img
                key={page.id}
                src={consultPageAddress(reading.sessionId, page.id)}
                alt={`第 ${at + 1} 页`}
                draggable={false}
              />
            </div>
          </>
        ) : (
          <p className="viewer-none">批准的范围里没有扫描页。</p>
        )}
      </main>
      {reading.ways.includes('excerpt') && page && (
        <ExcerptPane key={page.item.itemId} reading={reading} itemId={page.item.itemId} />
      )}
      {profiled && (
        <ReadProfile
          sessionId={reading.sessionId}
          onSource={(itemId) => {
            // Of an item only some pages may be approved: its first approved one shows.
            setAt(
              Math.max(
                0,
                pages.findIndex((one) => one.item.itemId === itemId),
              ),
            );
            setProfiled(false);
          }}
          onClose={() => setProfiled(false)}
        />
      )}
      <Modal
        title="阅毕归还"
        open={asking}
        onCancel={() => setAsking(false)}
        okText="结束阅览"
        okButtonProps={{ loading: finish.busy }}
        onOk={() => void leave()}
      >
        <FailureNote failure={finish.failure} />
        <p>结束后屏幕锁定，值台人解锁后办理归还核对。</p>
      </Modal>
    </div>
  );
}

/** 画像 of what is approved: a source leads to the item's first approved page. */
function ReadProfile({
  sessionId,
  onSource,
  onClose,
}: {
  readonly sessionId: number;
  readonly onSource: (itemId: number) => void;
  readonly onClose: () => void;
}) {
  const { data, failure, reload } = useRead('profile.reading', { sessionId });
  return (
    <Modal title="廉政画像" open width={1080} footer={null} onCancel={onClose}>
      <FailureNote failure={failure} onRetry={reload} />
      {data && (
        <ProfileFace
          profile={data}
          onSource={({ itemId }) => {
            if (itemId !== null) onSource(itemId);
          }}
        />
      )}
    </Modal>
  );
}

/** 摘抄: what the readers write down of an item; kept encrypted, given out only after it was compared. */
function ExcerptPane({ reading, itemId }: { readonly reading: View; readonly itemId: number }) {
  const before = reading.excerpts.find((one) => one.itemId === itemId && one.state === 'written');
  const [text, setText] = useState(before?.text ?? '');
  const [id, setId] = useState(before?.id);
  const save = useAct('consult.saveExcerpt', { quiet: true });
  const submit = async () => {
    const saved = await save.run({
      sessionId: reading.sessionId,
      ...(id === undefined ? {} : { id }),
      itemId,
      text,
    });
    if (saved) setId(saved.id);
  };
  return (
    <aside className="reading-excerpt">
      <h3>摘抄</h3>
      <FailureNote failure={save.failure} />
      <Input.TextArea
        aria-label="摘抄内容"
        rows={14}
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="primary" disabled={text.trim() === ''} loading={save.busy} onClick={() => void submit()}>
        存下摘抄
      </Button>
      <p className="muted">档案员与原件核对后，编号出具。</p>
    </aside>
  );
}
