/** 开始: opening, making and recovering an archive. */
export { Start } from './Start.tsx';
