import { create } from 'zustand';

/**
 * Whether the assistant is making an archive or showing its recovery shares. The session is told of the new archive at
 * once; until the shares are on paper the gate must not leave the assistant, for they are shown only this time.
 */
const useStore = create<{ readonly making: boolean }>(() => ({ making: false }));

export function useMaking(): boolean {
  return useStore((state) => state.making);
}
export function setMaking(making: boolean): void {
  useStore.setState({ making });
}
