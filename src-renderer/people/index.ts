/** 花名册 */
export { PeopleScreen } from './PeopleScreen.tsx';
export { PersonDialog } from './PersonDialog.tsx';
