/** 识别队列: reads what waits, page by page; each page is whole in itself, so a stop at any moment loses one page's work. */
import { Refusal } from '#contract/result.ts';
import { pageById } from '#main/catalogue/index.ts';
import { pagePicture } from '#main/intake/index.ts';
import { holdingText, takeText } from '#main/page-text/index.ts';
import type { JobResult, JobScope } from '#main/scope/index.ts';
import { transact } from '#main/storage/index.ts';
import { ENGINE, loadModels, type Models, type ReadPage, readPage } from './engine/index.ts';
import { judge } from './judge.ts';
import { stored, textOf } from './lines.ts';
import { beginTask, countWaiting, endTask, nextTask, putReading, returnTask } from './queries.ts';

/** Unexplained failures in a row after which it is no matter of single pages: no disk, a broken engine. */
const MOST_FAILURES = 5;

export async function readWaiting(scope: JobScope): Promise<JobResult> {
  // Refuses here and not page by page.
  scope.contentKey();
  const models = await theModels();
  const counts = { read: 0, person: 0, failed: 0 };
  let failing = 0;
  for (;;) {
    scope.checkCancelled();
    await scope.giveWay();
    const pageId = nextTask(scope.db);
    if (pageId === undefined) break;
    const outcome = await readTask(scope, models, pageId);
    counts[outcome === 'broken' ? 'failed' : outcome] += 1;
    failing = outcome === 'broken' ? failing + 1 : 0;
    const done = counts.read + counts.person + counts.failed;
    scope.progress(done, done + countWaiting(scope.db), `已识别 ${counts.read + counts.person} 页`);
    if (failing >= MOST_FAILURES)
      throw new Refusal(
        'io-failed',
        `连续 ${failing} 页读不出来，已停下。请在「文字识别」中查看失败的原因。`,
      );
  }
  return { 已识别: counts.read, 待人工: counts.person, 失败: counts.failed };
}

async function theModels(): Promise<Models> {
  try {
    return await loadModels();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new Refusal(
      'io-failed',
      `文字识别组件装不上（${why}）。Windows 上它需要微软 VC++ 2015–2022 运行库（x64），请系统管理员安装后再试；仍不行请重新安装本程序。`,
    );
  }
}

/** `failed`: for a reason of the page's own (sealed, damaged); `broken`: for none that is known. */
type Outcome = 'read' | 'person' | 'failed' | 'broken';

async function readTask(scope: JobScope, models: Models, pageId: number): Promise<Outcome> {
  // Not in the audit chain: nothing of the archive changes, and the result of the page has its own event.
  if (!transact(scope.db, (write) => beginTask(write, pageId)))
    return fail(scope, pageId, '识别这一页时程序两次意外中止，不再自动重试。');
  const page = pageById(scope.db, pageId);
  if (!page) throw new Error(`page ${pageId} has a task and is gone`);
  let result: ReadPage;
  try {
    const picture = await pagePicture(scope.db, scope.vault, scope, page);
    result = await readPage(models, picture.bytes, scope.checkCancelled);
  } catch (cause) {
    if (cause instanceof Refusal && cause.code === 'cancelled') {
      transact(scope.db, (write) => returnTask(write, pageId));
      throw cause;
    }
    const own = ownReason(cause);
    fail(scope, pageId, own ?? '这一页的图像解不开，可能已损坏。请查看原图，必要时重新扫描。');
    return own === undefined ? 'broken' : 'failed';
  }
  return keep(scope, pageId, page.blank === 1, result);
}

/** Text, places and index in one transaction. */
function keep(scope: JobScope, pageId: number, blank: boolean, result: ReadPage): 'read' | 'person' {
  const { confidence, reason } = judge(result, blank);
  const lines = stored(result.lines);
  const at = scope.now().toISOString();
  const detail = { lines: lines.length, confidence: Number(confidence.toFixed(3)), reason: reason ?? '' };
  return scope.commit('ocr.read-page', `page:${pageId}`, detail, (write) => {
    const { width, height, tilt, turns } = result;
    putReading(write, pageId, {
      engine: ENGINE,
      at,
      width,
      height,
      tilt,
      turns,
      confidence,
      lines: JSON.stringify(lines),
    });
    const taken = takeText(write, pageId, { text: textOf(lines), source: 'machine', at, by: '' });
    const holding = taken ? 'machine' : holdingText(write, pageId)?.source;
    const state =
      holding === 'person'
        ? 'settled'
        : holding === 'typed'
          ? 'typed'
          : reason === undefined
            ? 'read'
            : 'person';
    endTask(write, pageId, state, state === 'person' ? (reason ?? '') : '');
    return state === 'person' ? 'person' : 'read';
  });
}

function fail(scope: JobScope, pageId: number, reason: string): 'failed' {
  scope.commit('ocr.read-page', `page:${pageId}`, { failed: reason }, (write) =>
    endTask(write, pageId, 'failed', reason),
  );
  return 'failed';
}

/** Why just this page cannot be read, in words for the clerk; undefined: not known. */
function ownReason(cause: unknown): string | undefined {
  const isKnown = cause instanceof Refusal || (cause instanceof Error && cause.name === 'UnreadablePicture');
  return isKnown ? cause.message : undefined;
}
