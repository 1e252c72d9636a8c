/** Which function does which long job. */
import { importScans, importTexts } from '#main/intake/index.ts';
import type { JobKind, JobWork } from '#main/scope/index.ts';
import { receiveBundle, sealBundle } from '#main/transfer/index.ts';

export const JOB_WORK: Readonly<Partial<Record<JobKind, JobWork>>> = {
  'import-scans': importScans,
  'import-texts': importTexts,
  seal: sealBundle,
  receive: receiveBundle,
};
