/** 识别引擎: a picture goes in, lines with their places come out. Knows no archive. */
export { ENGINE, loadModels, type Models } from './models.ts';
export { type ReadLine, type ReadPage, readPage } from './read-page.ts';
