/** 扫描: from the glass to encrypted pages that lie where they belong. */
export { listBatches, printSeparators, viewBatch } from './batches.ts';
export { interleave, startInterleave } from './interleave.ts';
export { listDevices, listProfiles, removeProfile, saveProfile, viewDeviceOptions } from './profiles.ts';
export { scanBatch, startScan } from './scan-batch.ts';
export { startWatch, watchFolder } from './watch-folder.ts';
