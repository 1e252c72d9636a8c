/** Which function does which long job. */
import { backUp, verifyEverything } from '#main/backup/index.ts';
import { importScans, importTexts } from '#main/intake/index.ts';
import { readWaiting } from '#main/ocr/index.ts';
import { checkQuality } from '#main/pages/index.ts';
import { interleave, scanBatch, watchFolder } from '#main/scanning/index.ts';
import type { JobKind, JobWork } from '#main/scope/index.ts';
import { checkIndex, crossCheck, indexOwed } from '#main/search/index.ts';
import { receiveBundle, sealBundle } from '#main/transfer/index.ts';
import { scanWarnings } from '#main/warning/index.ts';

export const JOB_WORK: Readonly<Record<JobKind, JobWork>> = {
  'import-scans': importScans,
  'import-texts': importTexts,
  seal: sealBundle,
  receive: receiveBundle,
  backup: backUp,
  verify: verifyEverything,
  ocr: readWaiting,
  'scan-warnings': scanWarnings,
  scan: scanBatch,
  'watch-folder': watchFolder,
  interleave,
  'check-quality': checkQuality,
  'search-cross-check': crossCheck,
  'search-check-index': checkIndex,
  'search-index-owed': indexOwed,
};
