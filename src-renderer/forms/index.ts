export { FormsScreen } from './FormsScreen.tsx';
