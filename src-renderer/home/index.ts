/** 首页 */
export { Home } from './Home.tsx';
