import { expect, test } from 'vitest';
import { byCadre, type Difference } from './gate-words.ts';

const difference = (fileId: number, personName: string): Difference => ({
  key: '',
  kind: 'missing',
  fileId,
  personName,
  itemId: null,
  trayId: null,
  label: '',
  paperPages: 2,
  scannedPages: 1,
  message: '',
  acceptedBy: null,
  acceptedReason: null,
});

test('differences are counted by file, namesakes apart, and the chosen file stays when its last one is gone', () => {
  const all = [difference(7, '王示范'), difference(2, '王示范'), difference(7, '王示范')];
  expect(byCadre(all, undefined).map((one) => [one.fileId, one.count])).toEqual([
    [7, 2],
    [2, 1],
  ]);
  expect(byCadre([], 7)).toEqual([{ fileId: 7, name: '所选的卷', count: 0 }]);
});
