/** What the checks look at: everything the archive knows of one cadre, loaded for many at once. */
import {
  type FindingRecord,
  findingsOf,
  type HeadRecord,
  newestHeads,
  type Row,
  rowsOfMany,
} from '#main/declaration/index.ts';
import { type MeasureRecord, measuresOfFiles } from '#main/measure/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import {
  type ItemFact,
  itemFacts,
  type PersonFact,
  type PostFact,
  personFacts,
  postFacts,
  relativeFacts,
} from './queries.ts';

export interface Report extends HeadRecord {
  readonly content: readonly Row[];
}
export interface Facts {
  readonly person: PersonFact;
  readonly relatives: readonly { readonly relation: string; readonly name: string; readonly work: string }[];
  /** Dated posts that stand, by their begin. */
  readonly posts: readonly PostFact[];
  readonly items: readonly ItemFact[];
  readonly measures: readonly MeasureRecord[];
  /** Newest version of each year and kind, oldest year first. */
  readonly reports: readonly Report[];
  readonly findings: readonly FindingRecord[];
}
export type { ItemFact, PersonFact, PostFact } from './queries.ts';

/** @param fileIds a few hundred at most: all that is known of them is held at once */
export function factsOf(db: ReadDb, fileIds: readonly number[]): Facts[] {
  const people = personFacts(db, fileIds);
  const items = Map.groupBy(itemFacts(db, fileIds), (one) => one.fileId);
  const relatives = Map.groupBy(relativeFacts(db, fileIds), (one) => one.fileId);
  const posts = Map.groupBy(postFacts(db, fileIds), (one) => one.fileId);
  const measures = Map.groupBy(measuresOfFiles(db, fileIds), (one) => one.fileId);
  const heads = newestHeads(db, fileIds);
  const content = rowsOfMany(
    db,
    heads.map((one) => one.id),
  );
  const reports = Map.groupBy(
    heads.map((head): Report => ({ ...head, content: content.get(head.id) ?? [] })),
    (one) => one.fileId,
  );
  const findings = findingsOf(
    db,
    heads.filter((one) => one.kind === 'check').map((one) => one.id),
  );
  return people.map((person) => {
    const own = reports.get(person.fileId) ?? [];
    const checks = new Set(own.map((one) => one.id));
    return {
      person,
      relatives: relatives.get(person.fileId) ?? [],
      posts: posts.get(person.fileId) ?? [],
      items: items.get(person.fileId) ?? [],
      measures: measures.get(person.fileId) ?? [],
      reports: own,
      findings: findings.filter((one) => checks.has(one.checkedId)),
    };
  });
}
