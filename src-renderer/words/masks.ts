/** 脱敏: what a screen shows of a person before somebody asks to see it (domain 7.8). */

/** Shown of an identity number; what is shorter is hidden whole. */
const SHOWN = 4;

/** `4299…2988` → `**************2988`: as many stars as characters hidden. */
export function maskedIdNumber(idNumber: string): string {
  const characters = [...idNumber];
  const hidden = characters.length > SHOWN ? characters.length - SHOWN : characters.length;
  return '*'.repeat(hidden) + characters.slice(hidden).join('');
}

/** `李小明` → `李**`; a name of one character is hidden whole. */
export function maskedName(name: string): string {
  const characters = [...name];
  const shown = characters.length > 1 ? 1 : 0;
  return characters.slice(0, shown).join('') + '*'.repeat(characters.length - shown);
}
