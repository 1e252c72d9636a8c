import { expect, test } from 'vitest';
import { drawnSize, MOST_ZOOM, zoomFor } from './picture-size.ts';

const frame = { width: 400, height: 600 };
const page = { width: 1000, height: 2000 };

test('fitted to the width it fills the width; whole, it fits the height as well', () => {
  expect(drawnSize('width', frame, page, 0).sheet).toEqual({ width: 400, height: 800 });
  expect(drawnSize('whole', frame, page, 0).sheet).toEqual({ width: 300, height: 600 });
  expect(zoomFor('whole', frame, page, 0)).toBe(0.75);
});

test('a page that is lower than the frame is not enlarged beyond its width', () => {
  expect(zoomFor('whole', frame, { width: 1000, height: 500 }, 0)).toBe(1);
});

test('turned, width and height change places on the sheet and not in the picture', () => {
  expect(drawnSize('width', frame, page, 90)).toEqual({
    sheet: { width: 400, height: 200 },
    image: { width: 200, height: 400 },
  });
  expect(drawnSize('width', frame, page, 180).sheet).toEqual({ width: 400, height: 800 });
});

test('enlargement stays within its bounds', () => {
  expect(zoomFor(100, frame, page, 0)).toBe(MOST_ZOOM);
  expect(drawnSize(2, frame, page, 0).sheet).toEqual({ width: 800, height: 1600 });
});
