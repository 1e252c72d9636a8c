/** What start.mjs found out before it decides. */
export interface Facts {
  readonly platform: string;
  /** A display server is there (Linux); always true elsewhere. */
  readonly hasScreen: boolean;
  /** The caller wants no window. */
  readonly headless: boolean;
  /** out/ holds the built program. */
  readonly built: boolean;
  /** Path of a real Electron executable. */
  readonly electron: string | undefined;
  /** ELECTRON_OVERRIDE_DIST_PATH names a folder without an executable. */
  readonly brokenOverride: string | undefined;
  /** `npm ci` left Electron's installer. */
  readonly download: 'possible' | 'switched-off' | 'failed';
  readonly hasNode24: boolean;
  readonly browser: 'installed' | 'npm' | 'none';
}

export type Decision =
  | { readonly kind: 'electron'; readonly executable: string }
  | { readonly kind: 'download' }
  | { readonly kind: 'stand-in' }
  /** One line in Chinese, one in English. */
  | { readonly kind: 'refuse'; readonly message: string };

/** What to do next. Pure; after a download it is asked again. */
export function decide(facts: Facts): Decision;
