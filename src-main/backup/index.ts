/** 备份: the archive's ciphertext copied elsewhere, brought back, and everything checked (design sections 4 to 6). */
export { backUp } from './back-up.ts';
export { backupHistory, runBackup, verifyArchive } from './handlers.ts';
export { type Restored, restoreInto } from './restore.ts';
export { verifyEverything } from './verify.ts';
