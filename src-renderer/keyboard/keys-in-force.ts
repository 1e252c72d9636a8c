import { useEffect } from 'react';
import { create } from 'zustand';
import { read } from '../archive/index.ts';
import type { CommandId } from './commands.ts';
import { type Keymaps, type Keys, keysInForce, keyWords, NO_KEYMAPS } from './keymap.ts';

const useStore = create<{ readonly keymaps: Keymaps; readonly keys: Keys }>(() => ({
  keymaps: NO_KEYMAPS,
  keys: keysInForce(NO_KEYMAPS),
}));

export function keymapsAre(keymaps: Keymaps): void {
  useStore.setState({ keymaps, keys: keysInForce(keymaps) });
}
export function keysNow(): Keys {
  return useStore.getState().keys;
}
export function useKeys(): Keys {
  return useStore((state) => state.keys);
}
export function useKeymaps(): Keymaps {
  return useStore((state) => state.keymaps);
}

/** The keys of whoever is signed in, for as long as they are; before and after, the program's own. */
export function useKeymapOf(accountId: number): void {
  useEffect(() => {
    let current = true;
    void read('archive.keymap', {}).then((result) => {
      // Refused: locked in the same moment; the program's own keys hold.
      if (current && result.ok) keymapsAre(result.data);
    });
    return () => {
      current = false;
      keymapsAre(NO_KEYMAPS);
    };
  }, [accountId]);
}

/** The keys of a command as a tooltip writes them. */
export function keyTitle(id: CommandId): string {
  return keysNow()[id].map(keyWords).join(' 或 ');
}
