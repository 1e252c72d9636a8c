/** The browser's profile: one fresh folder per run, gone with the run. */
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownerRuns, ownMark } from './owner.ts';

const PREFIX = 'liandang-shell-';

/** Names and meanings: chrome/common/pref_names.h. Everything that would look outside, or offer to, is off. */
const PREFERENCES = {
  alternate_error_pages: { enabled: false },
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  credentials_enable_service: false,
  intl: { accept_languages: 'zh-CN,zh', selected_languages: 'zh-CN,zh' },
  net: { network_prediction_options: 2 },
  profile: {
    password_manager_enabled: false,
    default_content_setting_values: { notifications: 2, geolocation: 2, media_stream: 2 },
  },
  safebrowsing: { enabled: false },
  search: { suggest_enabled: false },
  signin: { allowed: false, allowed_on_next_startup: false },
  spellcheck: { dictionaries: [] },
  translate: { enabled: false },
};

/** Where profiles lie: the memory-backed folder of the log-in session when there is one, else the temporary folder. */
function home(): string {
  const runtime = process.env.XDG_RUNTIME_DIR;
  if (runtime) {
    try {
      accessSync(runtime, constants.W_OK);
      return runtime;
    } catch {
      // Set but not ours (su, containers): the temporary folder serves as well.
      return tmpdir();
    }
  }
  return tmpdir();
}

/** Makes a profile folder that only its owner may enter. Returns its path. */
export function makeProfile(): string {
  const profile = mkdtempSync(join(home(), `${PREFIX}${ownMark()}-`));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(PREFERENCES));
  writeFileSync(join(profile, 'First Run'), '');
  return profile;
}

/** Deletes a profile; the browser's last children may still be writing for a moment, so it tries for a second. */
export function deleteProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** Deletes what killed runs left behind: folders whose owner no longer runs. Returns their paths. */
export function sweepProfiles(folders: readonly string[] = [...new Set([home(), tmpdir()])]): string[] {
  const swept: string[] = [];
  for (const folder of folders) {
    for (const name of readdirSync(folder)) {
      const mark = new RegExp(`^${PREFIX}(\\d+-\\d+)-`).exec(name)?.[1];
      if (mark === undefined || ownerRuns(mark)) continue;
      const path = join(folder, name);
      try {
        deleteProfile(path);
        swept.push(path);
      } catch (error) {
        // Another user's folder in a shared temporary directory is not ours to delete.
        if (
          !(error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM'))
        )
          throw error;
      }
    }
  }
  return swept;
}
