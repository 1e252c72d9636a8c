import { createHash } from 'node:crypto';
import { highestSecrecy, secrecyMark } from '#contract/vocabulary.ts';
import {
  type BundleCatalogue,
  type BundleInfo,
  type BundleItem,
  type BundleScan,
  ENDINGS,
  folderName,
  PAGES,
  pagesOfItem,
  RETENTION_WORDS,
} from '#main/bundle/index.ts';
import { itemsOfFile } from '#main/catalogue/index.ts';
import { type FileRecord, notesOf } from '#main/files/index.ts';
import { type PersonFields, personById, postsOf } from '#main/people/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { type PageOfFile, pagesOfFile, relativesOf } from './queries.ts';

/** The volume as it would go into a bundle. */
export interface Contents {
  readonly catalogue: BundleCatalogue;
  /** Where each original lies in the vault, by its path in the bundle. */
  readonly originals: ReadonlyMap<string, { readonly blobId: string; readonly keyId: number }>;
  /** SM3 of an original by its path, hex, where it was taken before. */
  readonly sm3: ReadonlyMap<string, string>;
  /** Changes with anything that goes into the bundle: what was sealed must be what is recorded as sealed. */
  readonly basis: string;
}

export function contentsOf(db: ReadDb, file: FileRecord, bundle: BundleInfo): Contents {
  const person = personById(db, file.person_id);
  if (!person) throw new Error(`person ${file.person_id} is gone`);
  const { id: _i, revision: _r, sortOrder: _s, ...fields } = person;
  const names = classNames(db);
  const pages = Map.groupBy(pagesOfFile(db, file.id), (page) => page.itemId);
  const originals = new Map<string, { blobId: string; keyId: number }>();
  const sm3 = new Map<string, string>();
  const all = itemsOfFile(db, file.id);
  const items = all
    .filter((item) => item.state === 'fixed')
    .sort((a, b) => (a.itemNumber ?? 0) - (b.itemNumber ?? 0))
    .map((item): BundleItem => {
      const code = item.archivalCode ?? '';
      const folder = `${PAGES}${folderName(code, item.itemNumber ?? 0)}`;
      const scans = [...Map.groupBy(pages.get(item.id) ?? [], (page) => page.scanId).values()].map(
        (group) => {
          const scan = scanOf(folder, group);
          const [first] = group;
          if (first) originals.set(scan.path, { blobId: first.blobId, keyId: first.keyId });
          if (first?.sm3) sm3.set(scan.path, Buffer.from(first.sm3).toString('hex'));
          return scan;
        },
      );
      return {
        classCode: item.classCode,
        className: names.get(item.classCode) ?? '',
        title: item.title,
        date: item.date,
        author: item.author,
        documentNumber: item.documentNumber,
        sourceKind: item.sourceKind,
        nature: item.nature,
        supplier: item.supplier,
        originality: item.originality,
        signed: item.signed === 1,
        stamped: item.stamped === 1,
        secrecy: item.secrecy,
        secrecyYears: item.secrecyYears,
        retention: item.retention,
        paperPages: item.paperPages,
        remarks: item.remarks,
        itemNumber: item.itemNumber ?? 0,
        pencilCode: `${item.classCode}-${item.classSequence ?? ''}`,
        archivalCode: code,
        scans,
      };
    });
  const content = {
    person: {
      ...(fields satisfies PersonFields),
      posts: postsOf(db, person.id),
      relatives: relativesOf(db, person.id),
    },
    volume: {
      volumeNumber: file.volume_number,
      notes: notesOf(db, file.id).map((note) => ({
        at: note.at,
        by: note.by_name,
        text: oneLine(note.text),
      })),
    },
    items,
    voided: all
      .filter((item) => item.state === 'void' && item.archivalCode !== null)
      .map((item) => ({
        archivalCode: item.archivalCode ?? '',
        title: item.title,
        reason: oneLine(item.voidReason),
      })),
  };
  return {
    catalogue: { format: 'liandang-transfer', version: 1, bundle, ...content },
    originals,
    sm3,
    basis: createHash('sha256')
      .update(JSON.stringify([content, [...originals]]))
      .digest('hex'),
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\ufeff]+/gu, ' ');
}

function scanOf(folder: string, pages: readonly PageOfFile[]): BundleScan {
  const [first] = pages;
  if (!first) throw new Error('a scan without pages');
  const mediaType = first.mediaType as BundleScan['mediaType'];
  return {
    path: `${folder}/${first.position}.${ENDINGS[mediaType]}`,
    size: first.size,
    sha256: Buffer.from(first.sha256).toString('hex'),
    mediaType,
    fileName: oneLine(first.fileName),
    pages: pages.map((page) => ({
      position: page.position,
      index: page.pageIndex,
      blank: page.blank === 1,
      damaged: page.damaged === 1,
      text: page.text === null ? null : { body: page.text, source: page.textSource ?? 'machine' },
    })),
  };
}

/** The catalogue as a table for the clear-text lists in the bundle. */
export function tableOf(catalogue: BundleCatalogue, style: string) {
  const { bundle, person, items } = catalogue;
  const mark = highestSecrecy(items);
  return {
    mark: secrecyMark(mark.secrecy, mark.secrecyYears),
    fondsCode: bundle.sender.fondsCode,
    fondsName: bundle.sender.name,
    personName: person.name,
    volumeNumber: catalogue.volume.volumeNumber,
    style,
    rows: items.map((item) => ({
      itemNumber: item.itemNumber,
      pencilCode: item.pencilCode,
      archivalCode: item.archivalCode,
      author: item.author,
      title: item.title,
      date: item.date,
      pages: pagesOfItem(item),
      secrecyMark: secrecyMark(item.secrecy, item.secrecyYears),
      formerMark: '',
      retention: RETENTION_WORDS[item.retention],
      remarks: item.remarks,
      voided: false,
    })),
    printedAt: bundle.sealedAt,
  };
}
