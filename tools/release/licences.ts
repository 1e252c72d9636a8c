/** 许可: which licences may be shipped with the program. */
import satisfies from 'spdx-satisfies';

/** They ask for their notice and nothing of our own source. GPL and AGPL are not among them. */
const APPROVED = [
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Zlib',
  'OFL-1.1',
];

/** Shared libraries beside the program, loaded by name and replaceable: what the LGPL allows (see the notices). */
const SHARED_LIBRARIES = /^@img\/sharp-(?:libvips-)?(?:linux|win32)-(?:x64|arm64)$/;

/** Whose manifest names no licence, but whose licence file does; read by a person at that version. */
const READ: Readonly<Record<string, string>> = { 'png-js@2.0.0': 'MIT' };

/** The SPDX expression that holds for a package. @param found what its manifest, or a guess marked `*`, says */
export function licenceOf(name: string, version: string, found: string): string {
  return READ[`${name}@${version}`] ?? found;
}

/** Whether a package under this licence may be shipped; what is no SPDX expression (a guess, UNKNOWN) may not. */
export function mayShip(name: string, licence: string): boolean {
  const approved = SHARED_LIBRARIES.test(name) ? [...APPROVED, 'LGPL-3.0-or-later'] : APPROVED;
  try {
    return satisfies(licence, approved);
  } catch {
    return false;
  }
}
