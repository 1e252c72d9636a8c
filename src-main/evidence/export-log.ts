import { join } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { eventHash, eventsAfter, genesis, insertSegment, lastEvent } from '#main/audit/index.ts';
import { leave } from '#main/output/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { setting } from '#main/storage/index.ts';

/** Events of one segment: about 150 MB of text, which a screen of the inspector's still opens. */
const MOST_EVENTS = 300_000;
const BATCH = 5_000;
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/**
 * A segment of the chain as JSON lines: a head line (`format`, archive, range, hash of the event before), one line an event
 * with all that its hash covers, a last line with the hash of the last. `tools/verifier` checks it anywhere.
 */
export async function exportLog(
  scope: ActScope,
  input: Parsed<'audit.exportLog'>,
): Promise<Output<'audit.exportLog'>> {
  const { db, archiveId } = scope;
  const newest = lastEvent(db)?.id ?? 0;
  const from = input.fromEvent ?? 1;
  const to = Math.min(input.toEvent ?? newest, newest);
  if (from > to) throw new Refusal('validation-failed', `审计记录现有 ${newest} 条，所选的起止号不在其中。`);
  if (to - from >= MOST_EVENTS)
    throw new Refusal(
      'validation-failed',
      `一段最多导出 ${MOST_EVENTS} 条，所选有 ${to - from + 1} 条。请分段导出。`,
    );
  const previous = from === 1 ? genesis(archiveId) : eventHash(db, from - 1);
  if (!previous)
    throw new Refusal('archive-damaged', `第 ${from - 1} 条审计记录缺失，不能从这里起导出。请先核对审计链。`);
  const at = scope.now().toISOString();
  const lines = [
    JSON.stringify({
      format: 'liandang-audit',
      version: 1,
      archiveId,
      fonds: `${setting(db, 'fondsCode')} ${setting(db, 'fondsName')}`,
      from,
      to,
      previous: hex(previous),
      exportedAt: at,
      exportedBy: scope.caller.name,
    }),
  ];
  let head = hex(previous);
  for (let after = from - 1; after < to; ) {
    const batch = eventsAfter(db, after, Math.min(BATCH, to - after)).filter((event) => event.id <= to);
    const last = batch.at(-1);
    if (!last) break;
    for (const { prev_hash: _, hash, ...event } of batch)
      lines.push(JSON.stringify({ ...event, hash: hex(hash) }));
    after = last.id;
    head = hex(last.hash);
  }
  lines.push(JSON.stringify({ end: true, events: lines.length - 1, head }));
  const name = `审计日志-${setting(db, 'fondsCode')}-${from}-${to}.jsonl`;
  scope.note.detail = { from, to, head };
  const written = leave(
    scope,
    {
      kind: '审计日志',
      title: `第 ${from} 至 ${to} 条`,
      subject: 'audit',
      secrecy: 'internal',
      secrecyYears: 0,
      pages: 0,
      purpose: input.purpose,
    },
    join(scope.path(input.folder), name),
    Buffer.from(`${lines.join('\n')}\n`),
    (write) => insertSegment(write, { from, to, head, at, by: scope.caller.name }),
  );
  return { ...written, events: to - from + 1, head };
}
