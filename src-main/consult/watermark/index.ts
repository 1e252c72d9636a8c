/** 水印: names, unit, time and number drawn into the picture itself, with outlines, so that no font of the machine is needed. */
export { minuteOf } from './minute.ts';
export { backgroundOf, watermarked } from './watermark.ts';
