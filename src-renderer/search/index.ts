/** 检索 */
export { SearchScreen } from './SearchScreen.tsx';
