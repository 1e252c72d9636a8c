import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { noteOnVolume } from '#main/files/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import {
  allPlaces,
  insertMove,
  insertPlace,
  latestMoves,
  markRetired,
  movesOfFile,
  nextSlip,
  type PlaceKind,
  type PlaceRecord,
  putVolume,
  unfinishedPlaces,
  updatePlace,
  type VolumeRecord,
  volumeById,
  volumesIn,
  volumesNowhere,
} from './queries.ts';

const KIND_WORDS: Readonly<Record<PlaceKind, string>> = {
  room: '库房',
  cabinet: '柜',
  shelf: '层',
  box: '盒',
};
/** What each kind stands in. */
const HOLDER: Readonly<Record<PlaceKind, PlaceKind | null>> = {
  room: null,
  cabinet: 'room',
  shelf: 'cabinet',
  box: 'shelf',
};

/** What the QR codes say; no name, because labels are seen by everybody in the room. */
export const placeCode = (id: number) => `LDP1 ${id}`;
export const volumeCode = (volumeNumber: number) => `LDV1 ${volumeNumber}`;

/** The whole of the places, read once for an answer: a room has hundreds of them, not hundreds of thousands. */
export class Places {
  private readonly byId: ReadonlyMap<number, PlaceRecord>;
  private readonly inside = new Map<number, number[]>();
  readonly all: readonly PlaceRecord[];

  constructor(db: ReadDb) {
    this.all = allPlaces(db);
    this.byId = new Map(this.all.map((one) => [one.id, one]));
    for (const one of this.all) {
      if (one.parent_id === null || one.retired_at !== null) continue;
      this.inside.set(one.parent_id, [...(this.inside.get(one.parent_id) ?? []), one.id]);
    }
  }
  /** @throws Refusal `not-found` when it is not there or no longer used */
  the(id: number): PlaceRecord {
    const one = this.byId.get(id);
    if (one === undefined || one.retired_at !== null)
      throw new Refusal('not-found', '没有这个位置，或已停用，请刷新。');
    return one;
  }
  find(id: number): PlaceRecord | undefined {
    const one = this.byId.get(id);
    return one?.retired_at === null ? one : undefined;
  }
  /** From the room down: 一号库房/A 柜/2 层/12 盒. */
  words(id: number | null): string {
    const names: string[] = [];
    for (let at = id; at !== null; ) {
      const one = this.byId.get(at);
      if (!one) break;
      names.unshift(one.name);
      at = one.parent_id;
    }
    return names.join('/');
  }
  /** The place and all below it. */
  below(id: number): number[] {
    const found = [id];
    for (let at = 0; at < found.length; at++) found.push(...(this.inside.get(found[at] ?? 0) ?? []));
    return found;
  }
  childrenOf(id: number | null): readonly PlaceRecord[] {
    return this.all.filter((one) => one.parent_id === id && one.retired_at === null);
  }
}

export function listPlaces(db: ReadDb): Output<'shelf.places'> {
  const places = new Places(db);
  const roots = places.childrenOf(null).flatMap((room) => ordered(places, room));
  return {
    places: roots.map((one) => ({
      id: one.id,
      parentId: one.parent_id,
      kind: one.kind,
      name: one.name,
      words: places.words(one.id),
      code: placeCode(one.id),
      capacity: one.capacity,
      holds: one.holds,
    })),
  };
}
/** Names count as people count: 2 层 before 10 层. */
const byName = new Intl.Collator('zh', { numeric: true });
function ordered(places: Places, one: PlaceRecord): PlaceRecord[] {
  const inside = places.childrenOf(one.id).toSorted((a, b) => byName.compare(a.name, b.name));
  return [one, ...inside.flatMap((child) => ordered(places, child))];
}

function refuseWhenFull(place: PlaceRecord, more: number): void {
  if (place.capacity > 0 && place.holds + more > place.capacity) {
    throw new Refusal(
      'state-refused',
      `「${place.name}」最多放 ${place.capacity}，现有 ${place.holds}，再放 ${more} 就超出。请另选位置，或先改容量。`,
    );
  }
}

/** A new place, or another name, capacity or holder for one that is there; a change of holder leaves a slip. */
export function savePlace(
  db: WriteDb,
  input: Parsed<'shelf.savePlace'>,
  caller: Caller,
  scope: Scope,
): Output<'shelf.savePlace'> {
  const places = new Places(db);
  const holder = input.parentId === null ? undefined : places.the(input.parentId);
  const wanted = HOLDER[input.kind];
  if ((holder?.kind ?? null) !== wanted) {
    throw new Refusal(
      'validation-failed',
      wanted === null
        ? '库房不放在别的位置里。'
        : `${KIND_WORDS[input.kind]}要放在${KIND_WORDS[wanted]}里，请选定一个${KIND_WORDS[wanted]}。`,
    );
  }
  const same = places
    .childrenOf(input.parentId)
    .find((one) => one.name === input.name && one.id !== input.id);
  if (same) throw new Refusal('validation-failed', `这里已有「${input.name}」，请换一个名称。`);
  const place = { parentId: input.parentId, name: input.name, capacity: input.capacity };
  if (input.id === undefined) {
    if (holder) refuseWhenFull(holder, 1);
    const id = insertPlace(db, { ...place, kind: input.kind });
    scope.note.subject = `place:${id}`;
    scope.note.detail = place;
    return { id, slip: null };
  }
  const before = places.the(input.id);
  if (before.kind !== input.kind) throw new Refusal('validation-failed', '位置的种类不能改，请另建。');
  if (input.capacity > 0 && input.capacity < before.holds)
    throw new Refusal('validation-failed', `现有 ${before.holds}，容量不能小于它。`);
  const moved = before.parent_id !== input.parentId;
  if (moved) {
    if (input.reason === '') throw new Refusal('validation-failed', '移到别处须写明理由。');
    refuseWhileCounted(db, places, [before.id]);
    if (holder) refuseWhenFull(holder, 1);
  }
  const from = places.words(before.id);
  updatePlace(db, before.id, place);
  let slip: number | null = null;
  if (moved) {
    slip = nextSlip(db);
    const line = { slip, from, to: new Places(db).words(before.id), reason: input.reason, by: caller.name };
    insertMove(db, { ...line, fileId: null, placeId: before.id, at: scope.now().toISOString() });
  }
  scope.note.subject = `place:${before.id}`;
  scope.note.detail = {
    before: { parentId: before.parent_id, name: before.name, capacity: before.capacity },
    after: place,
    slip,
  };
  return { id: before.id, slip };
}

export function retirePlace(
  db: WriteDb,
  input: Parsed<'shelf.retirePlace'>,
  _caller: Caller,
  scope: Scope,
): Output<'shelf.retirePlace'> {
  const places = new Places(db);
  const one = places.the(input.id);
  if (one.holds > 0)
    throw new Refusal('state-refused', `「${one.name}」里还有 ${one.holds}，请先移走，再停用。`);
  refuseWhileCounted(db, places, [one.id]);
  markRetired(db, one.id, scope.now().toISOString());
  scope.note.subject = `place:${one.id}`;
  return { done: true };
}

/** What is being counted stays where it is. @throws Refusal `state-refused` */
function refuseWhileCounted(db: ReadDb, places: Places, ids: readonly number[]): void {
  const counted = new Set(unfinishedPlaces(db).flatMap((id) => places.below(id)));
  if (ids.some((id) => counted.has(id) || places.below(id).some((one) => counted.has(one))))
    throw new Refusal('state-refused', '这里正在盘点，先结束盘点，再移库或停用。');
}

/** As many volumes as a list shows; `total` says how many there are. */
const MOST_LISTED = 2_000;

export function listVolumes(db: ReadDb, input: Parsed<'shelf.volumes'>): Output<'shelf.volumes'> {
  const places = new Places(db);
  const found =
    input.placeId === null ? volumesNowhere(db) : volumesIn(db, places.below(places.the(input.placeId).id));
  return {
    volumes: found.slice(0, MOST_LISTED).map((one) => ({
      fileId: one.file_id,
      volumeNumber: one.volume_number,
      personName: one.person_name,
      unit: one.unit,
      placeId: one.place_id,
      place: places.words(one.place_id),
      code: volumeCode(one.volume_number),
    })),
    total: found.length,
  };
}

export function theVolume(db: ReadDb, fileId: number): VolumeRecord {
  const one = volumeById(db, fileId);
  if (!one) throw new Refusal('not-found', '没有这一卷，列表可能已变化，请刷新。');
  return one;
}

export function moveVolumes(
  db: WriteDb,
  input: Parsed<'shelf.move'>,
  caller: Caller,
  scope: Scope,
): Output<'shelf.move'> {
  const places = new Places(db);
  const box = places.the(input.placeId);
  if (box.kind !== 'box') throw new Refusal('validation-failed', '案卷要放进盒里，请选定一个盒。');
  const volumes = [...new Set(input.fileIds)]
    .map((id) => theVolume(db, id))
    .filter((one) => one.place_id !== box.id);
  if (volumes.length === 0) throw new Refusal('state-refused', '选定的案卷已在这个盒里。');
  refuseWhenFull(box, volumes.length);
  refuseWhileCounted(db, places, [
    box.id,
    ...volumes.flatMap((one) => (one.place_id === null ? [] : [one.place_id])),
  ]);
  const slip = nextSlip(db);
  const at = scope.now().toISOString();
  const to = places.words(box.id);
  for (const one of volumes) {
    const from = places.words(one.place_id);
    putVolume(db, one.file_id, box.id);
    insertMove(db, {
      slip,
      fileId: one.file_id,
      placeId: null,
      from,
      to,
      reason: input.reason,
      by: caller.name,
      at,
    });
    noteOnVolume(
      db,
      one.file_id,
      at,
      caller.name,
      from === '' ? `入库：${to}（移库单 ${slip}）` : `移库：${from} → ${to}（移库单 ${slip}）`,
    );
  }
  scope.note.subject = `place:${box.id}`;
  scope.note.detail = { slip, files: volumes.map((one) => one.file_id), reason: input.reason };
  return { slip, moved: volumes.length };
}

export function placeHistory(db: ReadDb, input: Parsed<'shelf.history'>): Output<'shelf.history'> {
  const found = input.fileId === undefined ? latestMoves(db) : movesOfFile(db, input.fileId);
  return {
    moves: found.map((one) => ({
      id: one.id,
      slip: one.slip,
      label: one.label,
      from: one.from_words,
      to: one.to_words,
      reason: one.reason,
      by: one.by_name,
      at: one.at,
    })),
  };
}
