/** 鉴定 */
export { AppraisalScreen } from './AppraisalScreen.tsx';
