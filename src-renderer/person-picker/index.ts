/** 选干部 */
export { PersonPicker, type PickedPerson } from './PersonPicker.tsx';
