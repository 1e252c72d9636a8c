/** 密级 */
export { ProposeDialog } from './ProposeDialog.tsx';
export { SecrecyScreen } from './SecrecyScreen.tsx';
