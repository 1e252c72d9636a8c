/** 编目: three panes for one item at a time, and the list of all of them. */
export { AllItemsScreen } from './AllItemsScreen.tsx';
export { CatalogueScreen } from './CatalogueScreen.tsx';
export { Returned } from './Returned.tsx';
