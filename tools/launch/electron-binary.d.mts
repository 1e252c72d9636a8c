/** Folder of the stand-in: what ELECTRON_OVERRIDE_DIST_PATH names to use it. */
export const standInFolder: string;

export interface FoundElectron {
  /** Path of a real Electron executable. */
  readonly electron: string | undefined;
  /** ELECTRON_OVERRIDE_DIST_PATH names a folder without an executable. */
  readonly brokenOverride: string | undefined;
  /** ELECTRON_OVERRIDE_DIST_PATH names the stand-in. */
  readonly standInAsked: boolean;
}
export function findElectron(env?: NodeJS.ProcessEnv): FoundElectron;

/** Whether Electron's package with its installer is there. */
export function hasInstaller(): boolean;

/** Runs Electron's own installer with the given Node. */
export function installElectron(
  node: string,
): Promise<{ readonly succeeded: boolean; readonly reason: string }>;
