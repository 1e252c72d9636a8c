import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { Places, theVolume } from './places.ts';
import {
  awayBecause,
  closeInventory,
  differenceById,
  differencesOf,
  dropSeen,
  type InventoryRecord,
  insertDifference,
  insertInventory,
  inventoryById,
  latestInventories,
  paperPages,
  putSeen,
  putStranger,
  seenOf,
  setInventoryState,
  settleDifference,
  stand,
  strangersOf,
  unfinishedPlaces,
  type VolumeRecord,
  volumeByNumber,
  volumesIn,
} from './queries.ts';

export function theInventory(db: ReadDb, id: number): InventoryRecord {
  const one = inventoryById(db, id);
  if (!one) throw new Refusal('not-found', '没有这次盘点，请刷新。');
  return one;
}
function runningInventory(db: ReadDb, id: number): InventoryRecord {
  const one = theInventory(db, id);
  if (one.state === 'paused') throw new Refusal('state-refused', '盘点已暂停，请先继续。');
  if (one.state === 'finished') throw new Refusal('state-refused', '盘点已结束，结果不再改动。');
  return one;
}
function wordsOf(one: InventoryRecord, places: Places): Output<'shelf.inventory'>['about'] {
  return {
    id: one.id,
    placeId: one.place_id,
    place: places.words(one.place_id),
    state: one.state,
    startedBy: one.started_by,
    startedAt: one.started_at,
    finishedAt: one.finished_at,
    seen: one.seen,
  };
}
const labelOf = (one: VolumeRecord) => `${one.volume_number} 号卷　${one.person_name}`;

export function listInventories(db: ReadDb): Output<'shelf.inventories'> {
  const places = new Places(db);
  return { inventories: latestInventories(db).map((one) => wordsOf(one, places)) };
}

export function startInventory(
  db: WriteDb,
  input: Parsed<'shelf.startInventory'>,
  caller: Caller,
  scope: Scope,
): Output<'shelf.startInventory'> {
  const places = new Places(db);
  const place = places.the(input.placeId);
  const own = new Set(places.below(place.id));
  if (unfinishedPlaces(db).some((id) => own.has(id) || places.below(id).includes(place.id)))
    throw new Refusal('state-refused', '这里或它的一部分正在盘点，请先结束那一次。');
  const id = insertInventory(
    db,
    place.id,
    place.kind === 'box' ? place.id : null,
    caller.name,
    scope.now().toISOString(),
  );
  scope.note.subject = `inventory:${id}`;
  scope.note.detail = { place: place.id };
  return { id };
}

export function pauseInventory(
  db: WriteDb,
  input: Parsed<'shelf.pauseInventory'>,
  _caller: Caller,
  scope: Scope,
): Output<'shelf.pauseInventory'> {
  const one = theInventory(db, input.id);
  if (one.state === 'finished') throw new Refusal('state-refused', '盘点已结束。');
  setInventoryState(db, one.id, input.paused ? 'paused' : 'open');
  scope.note.subject = `inventory:${one.id}`;
  return { done: true };
}

export function viewInventory(
  db: ReadDb,
  input: Parsed<'shelf.inventory'>,
  caller: Caller,
): Output<'shelf.inventory'> {
  const one = theInventory(db, input.id);
  const places = new Places(db);
  const seen = new Map(seenOf(db, one.id).map((each) => [each.file_id, each]));
  const expected = volumesIn(db, places.below(one.place_id));
  const known = new Set(expected.map((each) => each.file_id));
  // What was found here and belongs elsewhere is listed behind.
  const others = [...seen.keys()].filter((id) => !known.has(id)).map((id) => theVolume(db, id));
  return {
    about: wordsOf(one, places),
    standing: places.words(one.standing_id),
    expected: [...expected, ...others].map((each) => {
      const at = seen.get(each.file_id);
      return {
        fileId: each.file_id,
        volumeNumber: each.volume_number,
        personName: each.person_name,
        place: places.words(each.place_id),
        seenAt: at === undefined ? null : places.words(at.place_id),
        pages: at?.pages ?? null,
      };
    }),
    strangers: strangersOf(db, one.id).map((each) => each.label),
    differences: differencesOf(db, one.id, caller.clearanceRank).map((each) => ({
      id: each.id,
      kind: each.kind,
      label: each.label,
      expected: each.expected,
      found: each.found,
      reason: each.reason,
      settledBy: each.settled_by,
      settledAt: each.settled_at,
    })),
  };
}

/** A hand scanner may type full-width or lower-case letters when an input method is on. */
const asScanned = (code: string) => code.normalize('NFKC').toUpperCase().replaceAll(/\s+/g, ' ').trim();
const CODE = /^LD([PV])1 (\d{1,12})$/;

export function scanCode(
  db: WriteDb,
  input: Parsed<'shelf.scanCode'>,
  caller: Caller,
  scope: Scope,
): Output<'shelf.scanCode'> {
  const one = runningInventory(db, input.id);
  const places = new Places(db);
  const found = CODE.exec(asScanned(input.code));
  const by = { by: caller.name, at: scope.now().toISOString() };
  scope.note.subject = `inventory:${one.id}`;
  scope.note.detail = { code: input.code };
  if (found?.[1] === 'P') {
    const place = places.the(Number(found[2]));
    if (!places.below(one.place_id).includes(place.id))
      throw new Refusal(
        'state-refused',
        `「${places.words(place.id)}」不在这次盘点的范围（${places.words(one.place_id)}）里。`,
      );
    stand(db, one.id, place.id);
    return { what: 'place', fileId: null, message: `现在在「${places.words(place.id)}」` };
  }
  const standing = places.find(one.standing_id ?? 0);
  if (standing?.kind !== 'box') throw new Refusal('state-refused', '请先扫盒上的二维码，再扫盒里的案卷。');
  const volume = found ? volumeByNumber(db, Number(found[2])) : undefined;
  if (!volume) {
    putStranger(db, { inventoryId: one.id, label: input.code, placeId: standing.id, ...by });
    return { what: 'stranger', fileId: null, message: `系统中没有「${input.code}」，已记为架上有系统无` };
  }
  putSeen(db, {
    inventoryId: one.id,
    fileId: volume.file_id,
    placeId: standing.id,
    pages: null,
    ...by,
  });
  const right = volume.place_id === standing.id;
  return {
    what: 'volume',
    fileId: volume.file_id,
    message: right
      ? `${labelOf(volume)}，在位`
      : `${labelOf(volume)}，系统登记在「${places.words(volume.place_id) || '未入库'}」`,
  };
}

export function tick(
  db: WriteDb,
  input: Parsed<'shelf.tick'>,
  caller: Caller,
  scope: Scope,
): Output<'shelf.tick'> {
  const one = runningInventory(db, input.id);
  const volume = theVolume(db, input.fileId);
  const before = seenOf(db, one.id).find((each) => each.file_id === volume.file_id);
  scope.note.subject = `inventory:${one.id}`;
  scope.note.detail = { file: volume.file_id, seen: input.seen, pages: input.pages };
  if (!input.seen) {
    dropSeen(db, one.id, volume.file_id);
    return { done: true };
  }
  const placeId = before?.place_id ?? volume.place_id;
  if (placeId === null) throw new Refusal('state-refused', '这一卷还没有入库，请扫盒和卷的二维码。');
  putSeen(db, {
    inventoryId: one.id,
    fileId: volume.file_id,
    placeId,
    pages: input.pages,
    by: caller.name,
    at: scope.now().toISOString(),
  });
  return { done: true };
}

/** Ends the session: what differs is written down as it is now, so that later moves do not change the report. */
export function finishInventory(
  db: WriteDb,
  input: Parsed<'shelf.finishInventory'>,
  caller: Caller,
  scope: Scope,
): Output<'shelf.finishInventory'> {
  const one = runningInventory(db, input.id);
  const places = new Places(db);
  const at = scope.now().toISOString();
  const seen = seenOf(db, one.id);
  const present = new Set(seen.map((each) => each.file_id));
  for (const volume of volumesIn(db, places.below(one.place_id))) {
    if (present.has(volume.file_id)) continue;
    const { transfer, lent } = awayBecause(db, volume.file_id);
    insertDifference(db, {
      inventoryId: one.id,
      kind: 'missing',
      fileId: volume.file_id,
      label: labelOf(volume),
      expected: places.words(volume.place_id),
      found: `架上没有${transfer === 1 ? '（转递中）' : lent === 1 ? '（登记有借出未还）' : ''}`,
      rank: 0,
    });
  }
  for (const each of seen) {
    const volume = theVolume(db, each.file_id);
    const about = { inventoryId: one.id, fileId: volume.file_id, label: labelOf(volume) };
    if (volume.place_id !== each.place_id) {
      insertDifference(db, {
        ...about,
        kind: 'place',
        expected: places.words(volume.place_id) || '未入库',
        found: places.words(each.place_id),
        rank: 0,
      });
    }
    if (each.pages === null) continue;
    const { pages, rank } = paperPages(db, volume.file_id);
    if (pages !== each.pages) {
      insertDifference(db, {
        ...about,
        kind: 'pages',
        expected: `${pages} 页`,
        found: `${each.pages} 页`,
        rank,
      });
    }
  }
  for (const each of strangersOf(db, one.id)) {
    insertDifference(db, {
      inventoryId: one.id,
      kind: 'stranger',
      fileId: null,
      label: each.label,
      expected: '系统中没有',
      found: places.words(each.place_id),
      rank: 0,
    });
  }
  closeInventory(db, one.id, caller.name, at);
  scope.note.subject = `inventory:${one.id}`;
  scope.note.detail = { seen: seen.length };
  return { done: true };
}

export function settle(
  db: WriteDb,
  input: Parsed<'shelf.settle'>,
  caller: Caller,
  scope: Scope,
): Output<'shelf.settle'> {
  const one = differenceById(db, input.differenceId);
  if (!one || one.secrecy_rank > caller.clearanceRank)
    throw new Refusal('not-found', '没有这处差异，请刷新。');
  if (one.settled_by !== null) throw new Refusal('state-refused', `这处差异已由${one.settled_by}处理。`);
  settleDifference(db, one.id, input.reason, caller.name, scope.now().toISOString());
  scope.note.subject = `inventory:${one.inventory_id}`;
  scope.note.detail = { difference: one.id, kind: one.kind, reason: input.reason };
  return { done: true };
}
