/** 长列表: one virtual table over an id list, for every screen. */
export { type Column, IdTable, type Order } from './IdTable.tsx';
