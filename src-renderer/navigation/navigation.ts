import { create } from 'zustand';
import type { Input } from '#contract/index.ts';

/** Every screen, and what it can be asked to show when it opens. */
export interface Places {
  home: Record<never, never>;
  people: { readonly personId?: number };
  file: { readonly fileId: number; readonly personId: number };
  intake: { readonly tab?: 'import' | 'tray' | 'gate'; readonly fileId?: number };
  scanning: Record<never, never>;
  pages: { readonly itemId?: number };
  ocr: { readonly pageId?: number };
  catalogue: {
    readonly personId?: number;
    readonly itemId?: number;
    readonly pageId?: number;
    /** What was searched for: its places are marked on the pages. */
    readonly found?: Input<'search.boxes'>['query'];
    /** `all`: not only the file of the cadre whose item is shown. */
    readonly list?: 'incomplete' | 'all';
  };
  /** Filters, order and current row of the list. */
  items: Partial<Pick<Input<'catalogue.ids'>, 'classPrefix' | 'state' | 'appraisal' | 'incomplete'>> & {
    readonly order?: Pick<Input<'catalogue.ids'>, 'sort' | 'descending'>;
    readonly itemId?: number;
  };
  forms: { readonly fileId?: number; readonly name?: string };
  declaration: { readonly fileId?: number; readonly name?: string };
  duty: {
    readonly person?: { readonly fileId: number; readonly personId: number; readonly name: string };
    readonly classCode?: string;
  };
  warning: { readonly fileId?: number };
  letter: { readonly fileId?: number };
  training: Record<never, never>;
  profile: { readonly fileId: number; readonly requestId?: number };
  balance: { readonly which?: Input<'balance.figures'> };
  report: { readonly which?: Input<'report.view'> };
  collection: Record<never, never>;
  scheme: Record<never, never>;
  numbering: { readonly personId?: number };
  shelf: Record<never, never>;
  appraisal: { readonly list?: 'pending' | 'proposed' | 'returned' | 'confirmed'; readonly itemId?: number };
  search: {
    readonly text?: string;
    /** What was asked when a hit was opened: the way back comes to it. */
    readonly query?: Input<'search.find'>['query'];
    readonly order?: Input<'search.find'>['order'];
  };
  transfer: { readonly personId?: number; readonly caseId?: number };
  consult: { readonly requestId?: number };
  output: Record<never, never>;
  secrecy: Record<never, never>;
  accounts: Record<never, never>;
  permissions: Record<never, never>;
  audit: Record<never, never>;
  evidence: Record<never, never>;
  backup: Record<never, never>;
  settings: Record<never, never>;
}
export type ScreenId = keyof Places;
export type Place = { [S in ScreenId]: { readonly screen: S; readonly params: Places[S] } }[ScreenId];

interface Navigation {
  readonly place: Place;
  readonly behind: readonly Place[];
}
const HOME: Place = { screen: 'home', params: {} };
/** Enough to find one's way back; a day's work is no path. */
const MOST_BEHIND = 30;

const useStore = create<Navigation>(() => ({ place: HOME, behind: [] }));

export function usePlace(): Place {
  return useStore((state) => state.place);
}
export function useCanGoBack(): boolean {
  return useStore((state) => state.behind.length > 0);
}

export function go<S extends ScreenId>(screen: S, params: Places[S]): void {
  useStore.setState(({ place, behind }) => ({
    // The mapped union is what S and Places[S] make together; TypeScript does not follow that.
    place: { screen, params } as unknown as Place,
    behind: [...behind, place].slice(-MOST_BEHIND),
  }));
}
/** The screen shows something else now: what the way back and an unlock come to. */
export function stay<S extends ScreenId>(screen: S, params: Places[S]): void {
  useStore.setState({ place: { screen, params } as unknown as Place });
}
export function goBack(): void {
  useStore.setState(({ place, behind }) => ({ place: behind.at(-1) ?? place, behind: behind.slice(0, -1) }));
}
/** Another person, another path. */
export function forgetPath(): void {
  useStore.setState({ place: HOME, behind: [] });
}
