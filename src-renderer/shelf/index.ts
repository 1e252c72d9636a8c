/** 库房与盘点 */
export { ShelfScreen } from './ShelfScreen.tsx';
