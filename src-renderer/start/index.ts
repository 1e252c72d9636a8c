/** 开始: opening, making, restoring and recovering an archive. */
export { useMaking } from './making.ts';
export { Recover } from './Recover.tsx';
export { Start } from './Start.tsx';
