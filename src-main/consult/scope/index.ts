/** 查阅范围: what a request means in single items and pages, frozen when it is submitted. */
export { itemsView } from './items-view.ts';
export {
  type FrozenItem,
  freezeItems,
  freezePages,
  frozenCounts,
  frozenItems,
  thaw,
} from './queries.ts';
export { resolveScope } from './resolve.ts';
