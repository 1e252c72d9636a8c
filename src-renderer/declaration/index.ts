export { DeclarationScreen } from './DeclarationScreen.tsx';
