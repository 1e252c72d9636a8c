/** 键盘: the registry of commands, who answers them, and the help made from it. */
export type { CommandId } from './commands.ts';
export { type FieldMemory, focusField, focusIsFree, goOn, nextField, remember } from './fields.ts';
export { KeyHelp } from './KeyHelp.tsx';
export { KeymapPanel } from './KeymapPanel.tsx';
export { keyTitle, useKeymapOf } from './keys-in-force.ts';
export { useCommand, watchKeyboard } from './use-command.ts';
