import { describe, expect, test } from 'vitest';
import { COMMAND_LIST, commandFor, pressName } from './commands.ts';

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
