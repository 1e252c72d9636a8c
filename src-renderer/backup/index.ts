/** 备份与核验 */
export { BackupScreen } from './BackupScreen.tsx';
