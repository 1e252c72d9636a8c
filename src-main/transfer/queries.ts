import type { SecrecyLevel } from '#contract/vocabulary.ts';
import { column, type ReadDb, row, rows, run, theRow, value, type WriteDb } from '#main/storage/index.ts';

// The unit's own keys.
export function unitSecretBlob(db: ReadDb): { blobId: string; keyId: number } | undefined {
  return row(
    db,
    `SELECT b.id AS blobId, b.key_id AS keyId FROM blob b JOIN file_key k ON k.id = b.key_id
     WHERE k.purpose = 'unit' AND b.kind = 'secret' ORDER BY b.created_at DESC LIMIT 1`,
  );
}

// Other units.
export interface PartnerRecord {
  readonly id: number;
  readonly name: string;
  readonly fondsCode: string;
  readonly unitId: string;
  readonly fingerprint: string;
  /** The key card, JSON. */
  readonly card: string;
  readonly addedBy: number;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
}
const PARTNER = `SELECT p.id, p.name, p.fonds_code AS fondsCode, p.unit_id AS unitId, p.fingerprint, p.card,
  p.added_by AS addedBy, a.name AS confirmedBy, p.confirmed_at AS confirmedAt
  FROM partner p LEFT JOIN account a ON a.id = p.confirmed_by`;

export function allPartners(db: ReadDb): PartnerRecord[] {
  return rows(db, `${PARTNER} ORDER BY p.fonds_code, p.id`);
}
export function partnerById(db: ReadDb, id: number): PartnerRecord | undefined {
  return row(db, `${PARTNER} WHERE p.id = ?`, [id]);
}
export function partnerByUnit(db: ReadDb, unitId: string): PartnerRecord | undefined {
  return row(db, `${PARTNER} WHERE p.unit_id = ?`, [unitId]);
}
type NewPartner = Pick<PartnerRecord, 'name' | 'fondsCode' | 'unitId' | 'fingerprint' | 'card' | 'addedBy'>;
export function insertPartner(db: WriteDb, one: NewPartner, at: string): number {
  return run(
    db,
    'INSERT INTO partner (name, fonds_code, unit_id, fingerprint, card, added_by, added_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [one.name, one.fondsCode, one.unitId, one.fingerprint, one.card, one.addedBy, at],
  ).id;
}
/** A new card of a known unit: it counts for nothing until confirmed again. */
export function replaceCard(db: WriteDb, id: number, one: NewPartner, at: string): void {
  run(
    db,
    `UPDATE partner SET name = ?, fonds_code = ?, fingerprint = ?, card = ?, added_by = ?, added_at = ?, confirmed_by = NULL,
     confirmed_at = NULL WHERE id = ?`,
    [one.name, one.fondsCode, one.fingerprint, one.card, one.addedBy, at, id],
  );
}
export function confirmCard(db: WriteDb, id: number, by: number, at: string): void {
  run(db, 'UPDATE partner SET confirmed_by = ?, confirmed_at = ? WHERE id = ?', [by, at, id]);
}

// Cases.
export type CaseState = 'sealed' | 'receipted' | 'returned' | 'staged' | 'accepted' | 'refused';
export interface CaseRecord {
  readonly id: number;
  readonly direction: 'out' | 'in';
  readonly bundleId: string;
  readonly sequence: number;
  readonly slipNumber: string;
  readonly partnerId: number;
  readonly partnerName: string;
  readonly fileId: number | null;
  readonly personName: string;
  readonly reason: string;
  readonly state: CaseState;
  readonly items: number;
  readonly pages: number;
  readonly size: number;
  readonly sha256: string;
  /** JSON, shape `CaseBody`. */
  readonly body: string;
  readonly keyId: number | null;
  /** JSON of the receipt. */
  readonly receipt: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly closedAt: string | null;
}
const CASE = `SELECT c.id, c.direction, c.bundle_id AS bundleId, c.sequence, c.slip_number AS slipNumber,
  c.partner_id AS partnerId, p.name AS partnerName, c.file_id AS fileId, c.person_name AS personName, c.reason, c.state,
  c.items, c.pages, c.size, c.sha256, c.body, c.key_id AS keyId, c.receipt, c.created_at AS createdAt,
  c.created_by AS createdBy, c.closed_at AS closedAt
  FROM transfer_case c JOIN partner p ON p.id = c.partner_id`;

export function allCases(db: ReadDb): CaseRecord[] {
  return rows(db, `${CASE} ORDER BY c.id DESC LIMIT 5000`);
}
export function caseById(db: ReadDb, id: number): CaseRecord | undefined {
  return row(db, `${CASE} WHERE c.id = ?`, [id]);
}
export function caseByBundle(db: ReadDb, direction: 'out' | 'in', bundleId: string): CaseRecord | undefined {
  return row(db, `${CASE} WHERE c.direction = ? AND c.bundle_id = ?`, [direction, bundleId]);
}
export function highestSequence(db: ReadDb, direction: 'out' | 'in', partnerId: number): number {
  return (
    value<number>(
      db,
      'SELECT coalesce(max(sequence), 0) FROM transfer_case WHERE direction = ? AND partner_id = ?',
      [direction, partnerId],
    ) ?? 0
  );
}
/** Slip numbers given out that begin so. */
export function slipNumbers(db: ReadDb, prefix: string): string[] {
  return column(
    db,
    `SELECT slip_number FROM transfer_case WHERE direction = 'out' AND slip_number GLOB ? || '*'`,
    [prefix],
  );
}
export function insertCase(
  db: WriteDb,
  one: Omit<CaseRecord, 'id' | 'partnerName' | 'receipt' | 'closedAt'>,
): number {
  return run(
    db,
    `INSERT INTO transfer_case (direction, bundle_id, sequence, slip_number, partner_id, file_id, person_name, reason, state,
       items, pages, size, sha256, body, key_id, created_at, created_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      one.direction,
      one.bundleId,
      one.sequence,
      one.slipNumber,
      one.partnerId,
      one.fileId,
      one.personName,
      one.reason,
      one.state,
      one.items,
      one.pages,
      one.size,
      one.sha256,
      one.body,
      one.keyId,
      one.createdAt,
      one.createdBy,
    ],
  ).id;
}
/** @returns false when the case is no longer in the state it was read in */
export function closeCase(
  db: WriteDb,
  id: number,
  from: CaseState,
  to: CaseState,
  more: {
    readonly fileId: number | null;
    readonly keyId: number | null;
    readonly receipt: string;
    readonly at: string;
  },
): boolean {
  return (
    run(
      db,
      'UPDATE transfer_case SET state = ?, file_id = ?, key_id = ?, receipt = ?, closed_at = ? WHERE id = ? AND state = ?',
      [to, more.fileId, more.keyId, more.receipt, more.at, id, from],
    ).changes === 1
  );
}

// What was staged.
export interface StagedBlob {
  readonly path: string;
  readonly blobId: string;
}
export function stagedEntries(db: ReadDb, caseId: number): StagedBlob[] {
  return rows(db, 'SELECT path, blob_id AS blobId FROM staged_entry WHERE case_id = ? ORDER BY path', [
    caseId,
  ]);
}
export function insertStaged(db: WriteDb, caseId: number, path: string, blobId: string): void {
  run(db, 'INSERT INTO staged_entry (case_id, path, blob_id) VALUES (?, ?, ?)', [caseId, path, blobId]);
}
/** Forgets staged blobs that nothing else refers to. Their bytes go after the commit. */
export function dropStaged(db: WriteDb, caseId: number, blobs: readonly string[]): void {
  const ids = JSON.stringify(blobs);
  run(db, 'DELETE FROM staged_entry WHERE case_id = ? AND blob_id IN (SELECT value FROM json_each(?))', [
    caseId,
    ids,
  ]);
  run(db, 'DELETE FROM blob WHERE id IN (SELECT value FROM json_each(?))', [ids]);
}
export function insertStagingKey(db: WriteDb, label: string, wrapped: Uint8Array, at: string): number {
  return run(db, `INSERT INTO file_key (purpose, label, wrapped, made_at) VALUES ('staging', ?, ?, ?)`, [
    label,
    wrapped,
    at,
  ]).id;
}
/** The staged material was taken: its key is the key of a volume from now on. */
export function adoptKey(db: WriteDb, keyId: number): void {
  run(db, `UPDATE file_key SET purpose = 'cadre' WHERE id = ?`, [keyId]);
}
/** Without its key what was staged can't be read again, wherever copies of it lie. */
export function destroyKey(db: WriteDb, keyId: number): void {
  run(db, 'DELETE FROM file_key WHERE id = ?', [keyId]);
}
export function blobsUnderKey(db: ReadDb, keyId: number): number {
  return theRow<{ n: number }>(db, 'SELECT count(*) AS n FROM blob WHERE key_id = ?', [keyId]).n;
}

// The volume that goes, and the people it may belong to.
export interface PageOfFile {
  readonly pageId: number;
  readonly itemId: number;
  readonly position: number;
  readonly pageIndex: number;
  readonly blank: number;
  readonly damaged: number;
  readonly scanId: number;
  readonly mediaType: string;
  readonly fileName: string;
  readonly blobId: string;
  readonly keyId: number;
  readonly size: number;
  readonly sha256: Uint8Array;
  readonly sm3: Uint8Array | null;
  readonly text: string | null;
  readonly textSource: 'typed' | 'machine' | null;
}
/** Pages of the items that are not void, in their order, with the originals they lie in. */
export function pagesOfFile(db: ReadDb, fileId: number): PageOfFile[] {
  return rows(
    db,
    `SELECT g.id AS pageId, g.item_id AS itemId, g.position, g.page_index AS pageIndex, g.blank, g.damaged, s.id AS scanId,
       s.media_type AS mediaType, s.file_name AS fileName, b.id AS blobId, b.key_id AS keyId, b.size, b.sha256, b.sm3,
       t.text, CASE t.source WHEN 'person' THEN 'typed' ELSE t.source END AS textSource
     FROM item i JOIN page g ON g.item_id = i.id JOIN scan s ON s.id = g.scan_id JOIN blob b ON b.id = s.blob_id
     LEFT JOIN page_text t ON t.page_id = g.id
     WHERE i.file_id = ? AND i.state <> 'void' ORDER BY i.id, g.position`,
    [fileId],
  );
}
export function rearrangementWaits(db: ReadDb, fileId: number): boolean {
  return (
    value(db, `SELECT 1 FROM rearrangement WHERE file_id = ? AND state = 'proposed'`, [fileId]) !== undefined
  );
}
export interface RelativeRecord {
  readonly relation: string;
  readonly name: string;
  readonly work: string;
}
export function relativesOf(db: ReadDb, personId: number): RelativeRecord[] {
  return rows(db, 'SELECT relation, name, work FROM relative WHERE person_id = ? ORDER BY id', [personId]);
}
export function insertRelative(db: WriteDb, personId: number, one: RelativeRecord): void {
  run(db, 'INSERT INTO relative (person_id, relation, name, work) VALUES (?, ?, ?, ?)', [
    personId,
    one.relation,
    one.name,
    one.work,
  ]);
}
/** People on the roster who bear a name. */
export function bearersOf(db: ReadDb, folded: string): { id: number; idNumber: string; birthDate: string }[] {
  return rows(
    db,
    `SELECT id, id_number AS idNumber, birth_date AS birthDate FROM person
     WHERE name_folded = ? AND retracted_at IS NULL ORDER BY id`,
    [folded],
  );
}
export function markPage(db: WriteDb, pageId: number, blank: boolean, damaged: boolean): void {
  run(db, 'UPDATE page SET blank = ?, damaged = ? WHERE id = ?', [blank ? 1 : 0, damaged ? 1 : 0, pageId]);
}

/** A line of a slip, as a case keeps it. */
export interface CaseLine {
  readonly classCode: string;
  readonly className: string;
  readonly title: string;
  readonly date: string;
  readonly archivalCode: string;
  readonly pages: number;
  readonly secrecy: SecrecyLevel;
  readonly secrecyYears: number;
}
