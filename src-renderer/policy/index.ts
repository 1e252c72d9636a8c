/** 登录与锁屏规则 */
export { PolicyPanel } from './PolicyPanel.tsx';
