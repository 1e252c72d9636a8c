export { BalanceScreen } from './BalanceScreen.tsx';
