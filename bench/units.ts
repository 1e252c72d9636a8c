import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { archiveFolder, openDatabase } from '#main/storage/index.ts';
import type { TestArchive } from '#main/testing/archive.ts';
import { databaseKey } from './million.ts';

/** `to` takes the key card of `from`: the clerk adds it, the reviewer compares the fingerprint. */
async function introduce(to: TestArchive, from: TestArchive): Promise<void> {
  await from.as('clerk');
  const folder = join(from.folder, 'card');
  mkdirSync(folder);
  const target = from.application.grantPath(join(folder, 'unit.json'));
  const card = await from.must('archive.exportKeyCard', { target });
  await to.as('clerk');
  const source = to.application.grantPath(join(folder, card.fileName));
  const partner = await to.must('transfer.addPartner', { source });
  await to.as('reviewer');
  await to.must('transfer.confirmPartner', { id: partner.id, fingerprint: card.fingerprint });
}

export async function befriend(one: TestArchive, other: TestArchive): Promise<void> {
  await introduce(one, other);
  await introduce(other, one);
}

/** Enters the page counts of the paper as if every sheet had been counted, so that the gate is open. */
export async function countPaper(office: TestArchive): Promise<void> {
  const db = openDatabase(archiveFolder(office.root).database, await databaseKey(office.root));
  try {
    db.prepare('UPDATE item SET paper_pages = scanned_pages').run();
  } finally {
    db.close();
  }
}

/** Gives every item of every volume that holds pages its number. @returns the volumes */
export async function numberAll(office: TestArchive): Promise<number[]> {
  await office.as('clerk');
  const { ids } = await office.must('people.ids', { sort: 'roster', descending: false });
  const { rows } = await office.must('people.rows', { ids });
  const numbered: number[] = [];
  for (const { fileId } of rows) {
    const { items } = await office.must('numbering.preview', { fileId });
    if (items.length > 0) numbered.push(fileId);
  }
  await office.fixNumbers(...numbered);
  return numbered;
}
