import { setImmediate } from 'node:timers/promises';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { type SecrecyLevel, secrecyRank } from '#contract/vocabulary.ts';
import {
  type BundleCatalogue,
  type BundleItem,
  type BundleScan,
  CATALOGUE,
  readCatalogue,
} from '#main/bundle/index.ts';
import { addItem, recountPages } from '#main/catalogue/index.ts';
import {
  type FileRecord,
  fileOfPerson,
  noteOnVolume,
  openKey,
  openVolume,
  rebindKey,
  recordBlob,
  theFile,
} from '#main/files/index.ts';
import { insertPage, insertScan } from '#main/intake/index.ts';
import { takeText } from '#main/page-text/index.ts';
import { insertPerson, normaliseName, replacePosts, searchForms, sortKey } from '#main/people/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import type { StoredBlob } from '#main/vault/index.ts';
import { readBody } from './case-body.ts';
import {
  adoptKey,
  blobsUnderKey,
  type CaseRecord,
  closeCase,
  destroyKey,
  dropStaged,
  insertRelative,
  markPage,
  stagedEntries,
} from './queries.ts';
import { ReceiptFiles, receiptFor } from './receipt-files.ts';
import { FACTS, PageFacts } from './receive.ts';
import { matchPerson, obstaclesOf, theIncoming } from './staged.ts';
import { unitSecrets } from './unit.ts';

/** New people come after those whom a roster has put in order. */
const END_OF_ROSTER = 100_000;

function refuseUnlessStaged(record: CaseRecord): number {
  if (record.state !== 'staged' || record.keyId === null) {
    throw new Refusal('state-refused', '此包已经办结，不能再接收或退回。请刷新。');
  }
  return record.keyId;
}

function refuseObstacles(scope: ActScope, db: ActScope['db'] | WriteDb, record: CaseRecord): void {
  const obstacles = obstaclesOf(db, record, scope.caller);
  if (obstacles.length > 0) {
    throw new Refusal(
      'transfer-refused',
      `未接收：${obstacles.join('')}`,
      obstacles.map((message) => ({ path: 'case', message })),
    );
  }
}

/** What was staged, opened: the catalogue, the facts of its pages and the blob of each path. */
interface Opened {
  readonly catalogue: BundleCatalogue;
  readonly facts: PageFacts;
  readonly blobs: ReadonlyMap<string, string>;
  readonly key: Buffer;
}
function openStaged(scope: ActScope, record: CaseRecord, keyId: number): Opened {
  const blobs = new Map(stagedEntries(scope.db, record.id).map((one) => [one.path, one.blobId]));
  const key = openKey(scope.db, scope, keyId);
  const read = (path: string) => scope.vault.read(key, blobs.get(path) ?? '');
  return {
    catalogue: readCatalogue(read(CATALOGUE)),
    facts: PageFacts.parse(JSON.parse(read(FACTS).toString('utf8'))),
    blobs,
    key,
  };
}

/**
 * Takes a staged bundle: person, volume, and draft items with their pages. An empty volume takes over the staging key, so
 * nothing is encrypted again; into a volume that holds material already, the originals are encrypted under its key.
 */
export async function accept(
  scope: ActScope,
  input: Parsed<'transfer.accept'>,
): Promise<Output<'transfer.accept'>> {
  const record = theIncoming(scope.db, input.caseId);
  const stagingKey = refuseUnlessStaged(record);
  refuseObstacles(scope, scope.db, record);
  const opened = openStaged(scope, record, stagingKey);
  const body = readBody(record);
  const match = matchPerson(scope.db, body.person);
  const volume = match.kind === 'known' ? fileOfPerson(scope.db, match.personId) : undefined;
  const joins = volume !== undefined && blobsUnderKey(scope.db, volume.key_id) > 0;
  const again = joins ? await encryptAgain(scope, opened, volume) : undefined;
  const at = scope.now().toISOString();
  const secrets = unitSecrets(scope.db, scope.vault, scope);
  const receipt = receiptFor(record, body, { verdict: 'accepted', reason: '', at, by: scope.caller.name });
  const files = new ReceiptFiles(scope.path(input.receiptTarget), receipt, secrets.signer);
  secrets.signer.seed.fill(0);
  scope.note.subject = `transfer:${record.id}`;
  try {
    const done = scope.commit((write) => {
      const now = theIncoming(write, record.id);
      refuseUnlessStaged(now);
      refuseObstacles(scope, write, now);
      const file = volumeFor(scope, write, opened.catalogue, at);
      if (joins !== blobsUnderKey(write, file.key_id) > 0) {
        throw new Refusal('conflict', '此人的卷刚有变动，未接收。请再试一次。');
      }
      if (again) {
        for (const blob of again.values()) recordBlob(write, file.key_id, blob, 'original', at);
        // The staged copies are superfluous now; catalogue and papers stay as evidence.
        dropStaged(
          write,
          record.id,
          [...again.keys()].map((path) => opened.blobs.get(path) ?? ''),
        );
      } else {
        rebindKey(write, file.id, stagingKey);
        adoptKey(write, stagingKey);
      }
      const blobOf = (path: string) => again?.get(path)?.blobId ?? opened.blobs.get(path) ?? '';
      for (const item of opened.catalogue.items) fileItem(write, file.id, item, opened, blobOf, at);
      noteArrival(write, file.id, record, opened.catalogue, scope.caller.name, at);
      const more = { fileId: file.id, keyId: stagingKey, receipt: JSON.stringify(receipt), at };
      if (!closeCase(write, record.id, 'staged', 'accepted', more))
        throw new Error('the case changed underway');
      scope.note.detail = {
        slip: record.slipNumber,
        file: file.id,
        items: record.items,
        pages: record.pages,
      };
      return { fileId: file.id, receipt: files.write(write, scope, record.id) };
    });
    if (again) for (const path of again.keys()) scope.vault.remove(opened.blobs.get(path) ?? '');
    return done;
  } catch (cause) {
    files.remove();
    for (const blob of again?.values() ?? []) scope.vault.remove(blob.blobId);
    throw cause;
  } finally {
    opened.key.fill(0);
  }
}

async function encryptAgain(
  scope: ActScope,
  opened: Opened,
  volume: FileRecord,
): Promise<Map<string, StoredBlob>> {
  const key = openKey(scope.db, scope, volume.key_id);
  const made = new Map<string, StoredBlob>();
  try {
    for (const scan of opened.catalogue.items.flatMap((item) => item.scans)) {
      const source = scope.vault.segments(opened.key, opened.blobs.get(scan.path) ?? '');
      made.set(scan.path, scope.vault.put(key, source));
      // The window answers between two originals.
      await setImmediate();
    }
    scope.vault.flush();
    return made;
  } catch (cause) {
    for (const blob of made.values()) scope.vault.remove(blob.blobId);
    throw cause;
  } finally {
    key.fill(0);
  }
}

/** The volume of the person the bundle is about; both are made when they are new. */
function volumeFor(scope: ActScope, write: WriteDb, catalogue: BundleCatalogue, at: string): FileRecord {
  const { posts, relatives, ...fields } = catalogue.person;
  const name = normaliseName(fields.name);
  const match = matchPerson(write, { ...fields, mainPost: posts[0] ?? '' });
  if (match.kind === 'unclear') throw new Refusal('transfer-refused', match.why);
  if (match.kind === 'known') {
    const known = fileOfPerson(write, match.personId);
    if (!known) throw new Error(`person ${match.personId} has no volume`);
    return known;
  }
  const personId = insertPerson(write, { ...fields, name }, searchForms(name), END_OF_ROSTER, at);
  replacePosts(write, personId, posts);
  for (const one of relatives) insertRelative(write, personId, one);
  return theFile(write, openVolume(write, scope, personId, at));
}

function fileItem(
  write: WriteDb,
  fileId: number,
  item: BundleItem,
  opened: Opened,
  blobOf: (path: string) => string,
  at: string,
): void {
  const rank = secrecyRank(item.secrecy);
  const { className: _n, itemNumber: _i, pencilCode: _p, archivalCode, scans, remarks, ...fields } = item;
  const origin = `原档号 ${archivalCode}（${opened.catalogue.bundle.sender.name}）`;
  const itemId = addItem(
    write,
    fileId,
    {
      ...fields,
      dateSort: sortKey(item.date),
      secrecyRank: rank,
      remarks: remarks === '' ? origin : `${origin}；${remarks}`,
    },
    null,
    at,
  );
  for (const scan of scans)
    filePages(write, itemId, scan, opened.facts[scan.path] ?? [], blobOf(scan.path), at);
  recountPages(write, itemId);
}

function filePages(
  write: WriteDb,
  itemId: number,
  scan: BundleScan,
  facts: PageFacts[string],
  blobId: string,
  at: string,
): void {
  const scanId = insertScan(write, {
    blobId,
    importId: null,
    fileName: scan.fileName,
    mediaType: scan.mediaType,
    imageSet: 'original',
    pageCount: facts.length,
    at,
  });
  for (const page of scan.pages) {
    const picture = facts[page.index];
    if (!picture) throw new Error(`no facts for page ${page.index} of ${scan.path}`);
    const pageId = insertPage(write, {
      itemId,
      position: page.position,
      scanId,
      pageIndex: page.index,
      ...picture,
    });
    if (page.blank || page.damaged) markPage(write, pageId, page.blank, page.damaged);
    if (page.text) {
      takeText(write, pageId, { text: page.text.body, source: page.text.source, at, by: '' });
    }
  }
}

function noteArrival(
  write: WriteDb,
  fileId: number,
  record: CaseRecord,
  catalogue: BundleCatalogue,
  by: string,
  at: string,
): void {
  const { sender } = catalogue.bundle;
  const rankOf = ({ secrecy }: { readonly secrecy: SecrecyLevel }) => secrecyRank(secrecy);
  // A bundle says nothing of how secret a line is, nor a voided number: as secret as what it names, or as all that came.
  const highest = Math.max(0, ...catalogue.items.map(rankOf));
  for (const note of catalogue.volume.notes) {
    const named = catalogue.items.filter(
      (item) => note.text.includes(item.title) || note.text.includes(item.archivalCode),
    );
    const rank = Math.max(0, ...named.map(rankOf));
    noteOnVolume(write, fileId, note.at, note.by, `〔${sender.name}备考〕${note.text}`, rank);
  }
  for (const one of catalogue.voided) {
    noteOnVolume(
      write,
      fileId,
      at,
      by,
      `〔${sender.name}作废〕${one.archivalCode}「${one.title}」：${one.reason}`,
      highest,
    );
  }
  noteOnVolume(
    write,
    fileId,
    at,
    by,
    `自${sender.name}转入，转递单 ${record.slipNumber}，${record.items} 件 ${record.pages} 页：${record.reason}。`,
  );
}

/** Sends a staged bundle back unread into the archive: signs why, and destroys what was staged with its key. */
export async function refuse(
  scope: ActScope,
  input: Parsed<'transfer.refuse'>,
): Promise<Output<'transfer.refuse'>> {
  const record = theIncoming(scope.db, input.caseId);
  const stagingKey = refuseUnlessStaged(record);
  const at = scope.now().toISOString();
  const decided = { verdict: 'refused', reason: input.reason, at, by: scope.caller.name } as const;
  const receipt = receiptFor(record, readBody(record), decided);
  const { signer } = unitSecrets(scope.db, scope.vault, scope);
  const files = new ReceiptFiles(scope.path(input.receiptTarget), receipt, signer);
  signer.seed.fill(0);
  scope.note.subject = `transfer:${record.id}`;
  scope.note.detail = { slip: record.slipNumber, reason: input.reason };
  try {
    const { written, blobs } = scope.commit((write) => {
      refuseUnlessStaged(theIncoming(write, record.id));
      const blobs = stagedEntries(write, record.id).map((one) => one.blobId);
      dropStaged(write, record.id, blobs);
      const more = { fileId: null, keyId: null, receipt: JSON.stringify(receipt), at };
      if (!closeCase(write, record.id, 'staged', 'refused', more))
        throw new Error('the case changed underway');
      destroyKey(write, stagingKey);
      return { written: files.write(write, scope, record.id), blobs };
    });
    for (const blobId of blobs) scope.vault.remove(blobId);
    return { receipt: written };
  } catch (cause) {
    files.remove();
    throw cause;
  }
}
