export { DutyScreen } from './DutyScreen.tsx';
