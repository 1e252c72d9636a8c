/** 收件 */
export { IntakeScreen } from './IntakeScreen.tsx';
