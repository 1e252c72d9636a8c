import { COMMAND_LIST, COMMANDS, type CommandId } from './commands.ts';

/** What differs from the program's own keys, by command; as it lies in the archive, where older commands may be left over. */
export type Keymap = Readonly<Record<string, readonly string[]>>;
export interface Keymaps {
  readonly everybody: Keymap;
  readonly own: Keymap;
}
export type Keys = Readonly<Record<CommandId, readonly string[]>>;
export const NO_KEYMAPS: Keymaps = { everybody: {}, own: {} };

/** The keys in force: one's own before everybody's before the program's. */
export function keysInForce({ everybody, own }: Keymaps): Keys {
  return Object.fromEntries(
    COMMAND_LIST.map(({ id, keys }) => [id, own[id] ?? everybody[id] ?? keys]),
  ) as unknown as Keys;
}

/** Whose word the keys of a command are. */
export function originOf(id: CommandId, { everybody, own }: Keymaps): 'own' | 'everybody' | 'program' {
  if (own[id] !== undefined) return 'own';
  return everybody[id] === undefined ? 'program' : 'everybody';
}

/** Commands that answer to the same key, other than one; a key may only ever do one thing. */
export function clashesWith(id: CommandId, key: string, keys: Keys): CommandId[] {
  return COMMAND_LIST.filter((one) => one.id !== id && keys[one.id].includes(key)).map((one) => one.id);
}

export function commandFor(press: string, keys: Keys): CommandId | undefined {
  return COMMAND_LIST.find(({ id }) => keys[id].includes(press))?.id;
}

/** What the text fields, the window and the system use themselves. */
const TAKEN: ReadonlySet<string> = new Set([
  ...['A', 'C', 'V', 'X', 'Z', 'Y', 'Backspace', 'Delete', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].map(
    (key) => `Ctrl+${key}`,
  ),
  'Alt+F4',
  'Alt+Tab',
  'Ctrl+Alt+Delete',
]);

/** Why a press can be no command's key; undefined when it can. */
export function refusalOf(press: string): string | undefined {
  if (!/^(?:(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?F\d{1,2}|(?=Ctrl|Alt).*\+[^\s+]{1,16})$/.test(press))
    return '须为功能键（F1 至 F12），或与 Ctrl、Alt 合按；单个字母、数字留给输入文字';
  return TAKEN.has(press) ? '文字编辑或系统已用此键，请换一个' : undefined;
}

/** A command's keys set anew in one of the two maps; `undefined`: as before the map said anything. */
export function withKeys(keymap: Keymap, id: CommandId, keys: readonly string[] | undefined): Keymap {
  const { [id]: _former, ...rest } = keymap;
  return keys === undefined ? rest : { ...rest, [id]: keys };
}

export function keyWords(key: string): string {
  return key
    .replace('ArrowDown', '↓')
    .replace('ArrowUp', '↑')
    .replace('ArrowLeft', '←')
    .replace('ArrowRight', '→')
    .replace('PageDown', 'PgDn')
    .replace('PageUp', 'PgUp');
}

export function labelOf(id: CommandId): string {
  return COMMANDS[id].label;
}
