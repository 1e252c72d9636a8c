/** 查阅 */
export { ConsultScreen } from './ConsultScreen.tsx';
export { ReadingDesk } from './ReadingDesk.tsx';
