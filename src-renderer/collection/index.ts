export { CollectionScreen } from './CollectionScreen.tsx';
