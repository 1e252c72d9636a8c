import type { Output, Parsed } from '#contract/index.ts';
import type { Caller } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { chainSize, eventsByIds, exportedUpTo, valuesOfEvents } from './queries.ts';

/** Beyond, walking the chain takes longer than somebody waits for (about ten seconds a million), and segments are due. */
const MANY_EVENTS = 1_000_000;

/** Events as the auditor reads them: changed fields within their clearance, the others by name only. */
export function eventRows(db: ReadDb, input: Parsed<'audit.rows'>, caller: Caller): Output<'audit.rows'> {
  const values = Map.groupBy(valuesOfEvents(db, input.ids), (value) => value.eventId);
  return {
    rows: eventsByIds(db, input.ids).map(({ prev_hash: _p, hash: _h, ...event }) => ({
      ...event,
      changes: (values.get(event.id) ?? []).map((value) => {
        const hidden = value.rank > caller.clearanceRank;
        return {
          field: value.field,
          before: hidden ? '' : value.before,
          after: hidden ? '' : value.after,
          hidden,
        };
      }),
    })),
  };
}

export function auditSize(db: ReadDb): Output<'audit.size'> {
  const { events, oldestAt, meanBytes } = chainSize(db);
  const upTo = exportedUpTo(db);
  const warning =
    events - upTo > MANY_EVENTS
      ? `审计记录已有 ${events} 条，其中 ${events - upTo} 条还没有导出存档。记录不会被覆盖；请在「审计」中分段导出，交保密室存放。`
      : null;
  return { events, bytes: Math.round(events * meanBytes), oldestAt, warning, exportedUpTo: upTo };
}
