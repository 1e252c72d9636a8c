/** 分类方案 */
export { SchemeScreen } from './SchemeScreen.tsx';
