export { ScanningScreen } from './ScanningScreen.tsx';
