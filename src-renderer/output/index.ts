/** 输出 */
export { OutputScreen } from './OutputScreen.tsx';
