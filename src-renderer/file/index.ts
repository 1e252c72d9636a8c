/** 干部卷 */
export { FileScreen } from './FileScreen.tsx';
