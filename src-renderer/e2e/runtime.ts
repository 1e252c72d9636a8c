/** What the journeys run on: real Electron where its binary is (and a screen), else the stand-in on a browser. */
import { findElectron, standInFolder } from '../../tools/launch/electron-binary.mjs';

interface Runtime {
  readonly env: Record<string, string>;
  readonly args: readonly string[];
}

export function runtimeEnvironment(): Runtime {
  const given = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const { electron } = findElectron();
  const hasScreen =
    process.platform !== 'linux' || Boolean(given['DISPLAY']) || Boolean(given['WAYLAND_DISPLAY']);
  if (electron !== undefined && hasScreen) return { env: given, args: [] };
  // Playwright asks Electron's own package for the executable, and that looks into this process's environment.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = standInFolder;
  return {
    env: {
      ...given,
      ELECTRON_OVERRIDE_DIST_PATH: standInFolder,
      LIANDANG_NODE: process.execPath,
      LIANDANG_HEADLESS: given['LIANDANG_HEADLESS'] ?? '1',
    },
    args: ['--disable-gpu'],
  };
}
