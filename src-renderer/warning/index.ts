export { WarningScreen } from './WarningScreen.tsx';
