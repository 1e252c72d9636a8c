/** 选干部 */
export { PersonPicker, type PickedPerson, pickedFrom } from './PersonPicker.tsx';
