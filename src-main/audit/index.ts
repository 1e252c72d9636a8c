/** 审计: append-only, hash-chained events. Written in the transaction of what they tell. */
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { type AuditEvent, genesis, hashEvent } from './chain.ts';
import { eventsAfter, insertEvent, lastEvent } from './queries.ts';

export type { AuditEvent } from './chain.ts';
export { eventsByIds, findEvents } from './queries.ts';

/** Appends one event to the chain. */
export function record(db: WriteDb, archiveId: string, event: AuditEvent): void {
  const last = lastEvent(db);
  const previous = last?.hash ?? genesis(archiveId);
  const id = (last?.id ?? 0) + 1;
  insertEvent(db, id, event, previous, hashEvent(previous, id, event));
}

export interface ChainReport {
  readonly events: number;
  readonly intact: boolean;
  readonly firstBroken: number | null;
  readonly message: string;
  /** Hash of the newest event, hex: the state of the chain in one word. */
  readonly head: string;
}

/** Walks the whole chain; names the first event that does not fit. */
export function verifyChain(db: ReadDb, archiveId: string): ChainReport {
  let previous: Uint8Array = genesis(archiveId);
  let events = 0;
  const broken = (id: number, message: string): ChainReport => ({
    events,
    intact: false,
    firstBroken: id,
    message,
    head: Buffer.from(previous).toString('hex'),
  });
  for (;;) {
    const batch = eventsAfter(db, events, 5_000);
    if (batch.length === 0) break;
    for (const event of batch) {
      if (event.id !== events + 1)
        return broken(events + 1, `第 ${events + 1} 条审计记录缺失，下一条是第 ${event.id} 条。`);
      if (!Buffer.from(event.prev_hash).equals(previous))
        return broken(event.id, `第 ${event.id} 条审计记录与前一条不衔接。`);
      const hash = hashEvent(previous, event.id, event);
      if (!hash.equals(event.hash)) return broken(event.id, `第 ${event.id} 条审计记录的内容被改动。`);
      previous = hash;
      events = event.id;
    }
  }
  return {
    events,
    intact: true,
    firstBroken: null,
    message: `共 ${events} 条，首尾衔接，未见改动。`,
    head: Buffer.from(previous).toString('hex'),
  };
}
