/** 花名册 */
export { PeopleScreen } from './PeopleScreen.tsx';
