/** 扫描件的文件夹写法: what a path says about cadre, class, item and page. */
export { type Placement, placeFile } from './place.ts';
export { type FoundFile, type Walked, walkTree } from './walk.ts';
