/** 选干部: one, or several. */
export { PeoplePicker } from './PeoplePicker.tsx';
export { PersonPicker, type PickedPerson, pickedFrom } from './PersonPicker.tsx';
