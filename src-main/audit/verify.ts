import type { ReadDb } from '#main/storage/index.ts';
import { genesis, hashEvent } from './chain.ts';
import { digestOf } from './changes.ts';
import { countValues, eventsAfter, type ValueRecord, valuesOf } from './queries.ts';

/** How the digests of changed fields begin in an event's detail; asked for every event, most hold none. */
const CHANGED = '"changed":[{"field":';

function digestsIn(detail: string): string[] {
  if (!detail.includes(CHANGED)) return [];
  return (JSON.parse(detail) as { changed: { digest: string }[] }).changed.map((one) => one.digest);
}

/** Whether the values kept beside an event are those whose digests it holds. */
function valuesFit(digests: readonly string[], values: readonly ValueRecord[]): boolean {
  return (
    digests.length === values.length &&
    values.every((value, at) => digestOf(value.salt, value) === digests[at])
  );
}

export interface ChainReport {
  readonly events: number;
  readonly intact: boolean;
  readonly firstBroken: number | null;
  readonly message: string;
  /** Hash of the newest event, hex: the state of the chain in one word. */
  readonly head: string;
}

/** Walks the whole chain, and the values beside it; names the first event that does not fit. */
export function verifyChain(db: ReadDb, archiveId: string): ChainReport {
  let previous: Uint8Array = genesis(archiveId);
  let events = 0;
  let values = 0;
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
      const digests = digestsIn(event.detail);
      values += digests.length;
      if (digests.length > 0 && !valuesFit(digests, valuesOf(db, event.id)))
        return broken(event.id, `第 ${event.id} 条审计记录的字段前后值被改动。`);
      previous = hash;
      events = event.id;
    }
  }
  const kept = countValues(db);
  if (kept !== values)
    return broken(events, `字段前后值有 ${kept} 项，审计链里只记有 ${values} 项，有人添加或删去过。`);
  return {
    events,
    intact: true,
    firstBroken: null,
    message: `共 ${events} 条，首尾衔接，未见改动。`,
    head: Buffer.from(previous).toString('hex'),
  };
}
