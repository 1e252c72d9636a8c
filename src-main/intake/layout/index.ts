/** 扫描件的文件夹写法: what a path says about cadre, class, item and page. */
export { isLitter, type Placement, placeFile } from './place.ts';
export { type FoundFile, type Walked, walkTree } from './walk.ts';
