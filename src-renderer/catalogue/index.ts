/** 编目 */
export { CatalogueScreen } from './CatalogueScreen.tsx';
