/** 报表 */
export { ReportScreen } from './ReportScreen.tsx';
