/** 输出 */
export { AskDialog } from './AskDialog.tsx';
export { OutputScreen } from './OutputScreen.tsx';
