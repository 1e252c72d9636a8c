import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { ConsultWay } from '#contract/vocabulary.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import { insertExcerpt, rewriteExcerpt } from '../copies/index.ts';
import { requestById } from '../request/index.ts';
import { frozenItems } from '../scope/index.ts';
import { tableRank, theHeld } from './open.ts';
import type { ReadingRoom } from './reading-room.ts';

/** 摘抄: what a reader types at the desk. It leaves only after an archivist has checked it. */
export function saveExcerpt(
  room: ReadingRoom,
  db: WriteDb,
  input: Parsed<'consult.saveExcerpt'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.saveExcerpt'> {
  const held = theHeld(room, input.sessionId, caller);
  const at = scope.now().toISOString();
  const request = requestById(db, held.requestId, at);
  if (!request || !(JSON.parse(request.ways) as ConsultWay[]).includes('excerpt'))
    throw new Refusal('forbidden', '这次查阅没有批准摘抄。');
  const rank = tableRank(db, held.readers, caller);
  if (!frozenItems(db, request.id, rank).some((item) => item.itemId === input.itemId))
    throw new Refusal('not-found', '没有这件材料，或不在批准的范围之内。');
  scope.note.subject = `consult:${request.id}`;
  scope.note.detail = { sitting: held.sittingId, item: input.itemId, characters: [...input.text].length };
  if (input.id === undefined)
    return {
      id: insertExcerpt(db, {
        requestId: request.id,
        sittingId: held.sittingId,
        itemId: input.itemId,
        text: input.text,
        at,
      }),
    };
  if (!rewriteExcerpt(db, input.id, held.sittingId, input.itemId, input.text, at))
    throw new Refusal('state-refused', '这条摘抄已经审核，或不是这次阅览所写，不能再改。');
  return { id: input.id };
}
