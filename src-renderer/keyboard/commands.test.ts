import { describe, expect, test } from 'vitest';
import { COMMAND_LIST, pressName } from './commands.ts';
import { clashesWith, commandFor as find, keysInForce, NO_KEYMAPS, refusalOf, withKeys } from './keymap.ts';

const commandFor = (press: string) => find(press, keysInForce(NO_KEYMAPS));
const plain = { ctrlKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0 };

describe('key presses', () => {
  test('no command shares its keys with another', () => {
    const keys = COMMAND_LIST.flatMap((command) => command.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('a press finds its command', () => {
    expect(commandFor(pressName({ ...plain, key: 's', ctrlKey: true }) ?? '')).toBe('form.save');
    expect(commandFor(pressName({ ...plain, key: 'L', ctrlKey: true, shiftKey: true }) ?? '')).toBe(
      'app.lock',
    );
    expect(commandFor(pressName({ ...plain, key: 'F8' }) ?? '')).toBe('form.next-incomplete');
  });

  test('keys of an input method at work fire nothing', () => {
    expect(pressName({ ...plain, key: 'Enter', ctrlKey: true, isComposing: true })).toBeUndefined();
    expect(pressName({ ...plain, key: 'Process', keyCode: 229 })).toBeUndefined();
  });

  test('no command is a bare letter or digit, which people type', () => {
    for (const key of COMMAND_LIST.flatMap((command) => command.keys))
      expect(key).toMatch(/^(F\d+|(Ctrl|Alt)\+.+)$/);
  });
});

describe('keys changed by people', () => {
  test('one’s own go before everybody’s, and the former key is free', () => {
    const keys = keysInForce({ everybody: { 'form.save': ['F2'] }, own: { 'form.save': ['F3'] } });
    expect([find('F3', keys), find('F2', keys), find('Ctrl+S', keys)]).toEqual([
      'form.save',
      undefined,
      undefined,
    ]);
  });

  test('a key that another command has is told, not given twice', () => {
    const keys = keysInForce(NO_KEYMAPS);
    expect(clashesWith('form.save', 'F8', keys)).toEqual(['form.next-incomplete']);
    expect(clashesWith('form.save', 'Ctrl+S', keys)).toEqual([]);
  });

  test('bare letters and what text fields need are refused', () => {
    for (const press of ['A', '1', 'Shift+A', 'Enter', 'Ctrl+C', 'Ctrl+Z', 'Alt+F4'])
      expect(refusalOf(press), press).toBeDefined();
    for (const press of ['F2', 'Shift+F2', 'Ctrl+Q', 'Alt+ArrowUp', 'Ctrl+=', 'Ctrl+Alt+Shift+K'])
      expect(refusalOf(press), press).toBeUndefined();
  });

  test('back to the program’s own', () => {
    expect(withKeys({ 'form.save': ['F2'] }, 'form.save', undefined)).toEqual({});
  });

  test('what is left of a former version does no harm', () => {
    expect(find('F2', keysInForce({ everybody: {}, own: { 'gone.command': ['F2'] } }))).toBeUndefined();
  });
});
