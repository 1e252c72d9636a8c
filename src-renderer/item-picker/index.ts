export { ItemPicker } from './ItemPicker.tsx';
