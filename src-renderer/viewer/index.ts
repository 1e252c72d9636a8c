/** 看图 */
export { PageViewer, type ViewedPage } from './PageViewer.tsx';
