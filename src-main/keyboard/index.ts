/** 快捷键: which keys differ from the program's own, for everybody and for one account; the screens know the commands. */
export { saveKeymap, saveOwnKeymap, viewKeymap } from './keymap.ts';
