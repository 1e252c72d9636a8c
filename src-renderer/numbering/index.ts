/** 编号 */
export { NumberingScreen } from './NumberingScreen.tsx';
