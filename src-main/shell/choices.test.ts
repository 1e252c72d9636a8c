import { describe, expect, test } from 'vitest';
import { CHOICES, type Choice } from '#contract/bridge.ts';
import { CHOICE_TABLE, suggestedFile, withEnding } from './choices.ts';

describe('what a person is asked to choose', () => {
  test('every choice has Chinese words; a saved file has an ending that its filter shows', () => {
    expect(Object.keys(CHOICE_TABLE).sort()).toEqual([...CHOICES].sort());
    for (const choice of CHOICES) {
      const asking = CHOICE_TABLE[choice];
      expect(asking.title).toMatch(/\p{Script=Han}/u);
      expect(asking.button).toMatch(/\p{Script=Han}/u);
      expect(asking.kind === 'save').toBe(choice.startsWith('save-'));
      expect(asking.files === undefined).toBe(asking.kind === 'folder');
      const shown = asking.files?.endings.some((ending) => asking.ending.endsWith(`.${ending}`));
      expect(shown ?? false).toBe(asking.kind === 'save');
    }
  });

  test('whole folders for scans, archives and backups; one file for sheets and transfer', () => {
    const kinds = (choices: readonly Choice[]) => choices.map((choice) => CHOICE_TABLE[choice].kind);
    expect(
      kinds([
        'archive-parent',
        'archive-folder',
        'scans',
        'watched-folder',
        'texts',
        'target-folder',
        'backup-target',
        'backup-source',
      ]),
    ).toEqual(Array.from({ length: 8 }, () => 'folder'));
    expect(kinds(['roster', 'catalogue', 'key-card', 'bundle', 'receipt', 'template', 'sheet'])).toEqual(
      Array.from({ length: 7 }, () => 'file'),
    );
  });

  test.each([
    ['干部转递单', '干部转递单.docx'],
    ['../../etc/passwd', '_.._etc_passwd.docx'],
    ['甲/乙:丙', '甲_乙_丙.docx'],
    ['a\u202eb', 'a_b.docx'],
    ['名. ', '名.docx'],
    ['', '未命名.docx'],
    [undefined, '未命名.docx'],
    ['𠮷'.repeat(100), `${'𠮷'.repeat(60)}.docx`],
  ])('a suggested name is one that every file system takes: %s', (given, name) => {
    expect(suggestedFile(CHOICE_TABLE['save-docx'], given)).toBe(name);
  });

  test('a name typed without ending gets it; one with it keeps it', () => {
    const receipt = CHOICE_TABLE['save-receipt'];
    expect(withEnding(receipt, '/u/回执')).toBe('/u/回执.receipt.json');
    expect(withEnding(receipt, '/u/回执.JSON')).toBe('/u/回执.JSON');
    expect(withEnding(CHOICE_TABLE['save-xlsx'], '/u/目录.docx')).toBe('/u/目录.docx.xlsx');
  });
});
