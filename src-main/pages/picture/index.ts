export { decode, distance, fingerprintOf, greyOf, inkOf, sheetFrame, skewOf } from './raster.ts';
export { cook, MEASURED_WIDTH, type Step } from './recipe.ts';
