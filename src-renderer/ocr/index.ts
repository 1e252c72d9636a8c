/** 文字识别 */
export { OcrScreen } from './OcrScreen.tsx';
