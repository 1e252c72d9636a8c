/** 转递 */
export { TransferScreen } from './TransferScreen.tsx';
