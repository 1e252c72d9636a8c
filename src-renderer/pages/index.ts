export { PagesScreen } from './PagesScreen.tsx';
