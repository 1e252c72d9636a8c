/** 账号与授权 */
export { AccountsScreen } from './AccountsScreen.tsx';
