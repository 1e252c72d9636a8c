import { readFileSync, statSync } from 'node:fs';
import { Refusal } from '#contract/result.ts';
import { itemBySequence, type PageRecord, pagesOf } from '#main/catalogue/index.ts';
import { fileOfPerson } from '#main/files/index.ts';
import { takeText } from '#main/page-text/index.ts';
import { findPerson } from '#main/people/index.ts';
import type { JobResult, JobScope } from '#main/scope/index.ts';
import { placeFile, walkTree } from './layout/index.ts';

const MOST_BYTES = 4 * 1024 * 1024;
const BATCH = 50;

/** Takes transcripts (文字底稿) named like their scans: `…/姓名/类号-材料序号-页序.txt`, UTF-8. */
export async function importTexts(scope: JobScope, input: Record<string, unknown>): Promise<JobResult> {
  const walked = walkTree(String(input['source']));
  const files = walked.files.filter((file) => /\.txt$/i.test(file.relativePath));
  if (files.length === 0) throw new Refusal('file-refused', '所选文件夹里没有 .txt 文字底稿。');
  let taken = 0;
  let same = 0;
  const unplaced: string[] = [];
  for (let at = 0; at < files.length; at += BATCH) {
    scope.checkCancelled();
    const batch = files.slice(at, at + BATCH);
    scope.commit(
      'intake.texts-taken',
      `texts:${at}`,
      { files: batch.map((file) => file.relativePath) },
      (write) => {
        for (const file of batch) {
          const text = readText(file.path);
          const target = text === undefined ? undefined : pageFor(scope, file.relativePath);
          if (text === undefined || !target) {
            unplaced.push(file.relativePath);
            continue;
          }
          const at = scope.now().toISOString();
          if (takeText(write, target.id, { text, source: 'typed', at, by: '' })) taken += 1;
          else same += 1;
        }
      },
    );
    scope.progress(Math.min(files.length, at + BATCH), files.length, `已收 ${taken} 页文字`);
  }
  return {
    新增文字: taken,
    已有: same,
    对不上的文件: unplaced.length,
    ...(unplaced.length > 0 ? { 例如: unplaced.slice(0, 3).join('；') } : {}),
  };
}

function readText(path: string): string | undefined {
  if (statSync(path).size > MOST_BYTES) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch {
    // Not UTF-8: GB18030 is the other encoding that Chinese systems write.
    return new TextDecoder('gb18030').decode(readFileSync(path));
  }
}

function pageFor(scope: JobScope, relativePath: string): PageRecord | undefined {
  const place = placeFile(relativePath);
  if (place.problem || place.sequence === null) return undefined;
  const person = findPerson(scope.db, place.idNumber, place.personName);
  const volume = 'personId' in person ? fileOfPerson(scope.db, person.personId) : undefined;
  const item = volume && itemBySequence(scope.db, volume.id, place.classCode, place.sequence);
  return item && pagesOf(scope.db, item.id).find((one) => one.position === (place.page ?? 1));
}
