import { expect, test } from 'vitest';
import { firstPassword } from './first-accounts.ts';

test('a first password has every kind of sign, none that look alike, and is never the same twice', () => {
  const many = Array.from({ length: 200 }, firstPassword);
  expect(new Set(many).size).toBe(many.length);
  for (const password of many) {
    expect(password).toHaveLength(14);
    expect(password).toMatch(/[a-z]/);
    expect(password).toMatch(/[A-Z]/);
    expect(password).toMatch(/\d/);
    expect(password).toMatch(/[^A-Za-z0-9]/);
    expect(password).not.toMatch(/[0O1lI]/);
  }
});
