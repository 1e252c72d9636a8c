/** 审计 */
export { AuditScreen } from './AuditScreen.tsx';
