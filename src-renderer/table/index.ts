/** 列表: one virtual table over an id list for every screen, and the list of values that narrows it. */
export { type Column, IdTable, type Order } from './IdTable.tsx';
export type { Selection } from './selection.ts';
export { type Value, ValueList } from './ValueList.tsx';
