/** 批量修改: one change to many items, looked at before it is written. */
export { previewBatch, saveBatch } from './batch.ts';
