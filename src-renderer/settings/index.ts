/** 设置 */
export { SettingsScreen } from './SettingsScreen.tsx';
