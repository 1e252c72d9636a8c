/** 编目 */
export { CatalogueScreen } from './CatalogueScreen.tsx';
export { Returned } from './Returned.tsx';
