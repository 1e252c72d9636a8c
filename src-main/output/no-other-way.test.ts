/** Nothing leaves but through the gate: by the source text, and by a run whose every write is watched. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ROOT } from '#main/testing/archive.ts';

const WRITES =
  /\b(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|copyFile|copyFileSync|cpSync|rename|renameSync|linkSync|symlinkSync|mkdirSync|mkdtempSync|writeDurably|writeOut|copyVerified|copyInto|VACUUM INTO)\b|\bopen(?:Sync)?\([^)\n]*['"](?:w|a|x|r\+)/;

/** Every file of the main side that writes files at all, and where to. */
const WRITERS: Readonly<Record<string, string>> = {
  'accounts/attempts.ts': 'the archive folder, and what the machine remembers',
  'application/desk.ts': 'the folder of what the machine remembers',
  'application/failure.ts': 'the log of incidents, beside the settings',
  'application/recent.ts': 'the list of recent archives, beside the settings',
  'backup/back-up.ts': 'ciphertext to the backup medium, entered in the register',
  'backup/copy.ts': 'ciphertext to the backup medium and back',
  'backup/place.ts': 'the backup medium',
  'backup/queries.ts': 'the encrypted copy of the database, to the backup medium',
  'backup/restore.ts': 'a new archive folder, ciphertext only',
  'evidence/continuity.ts': 'what the machine remembers of each archive, beside the settings',
  'keyring/keyring.ts': 'the archive folder',
  'output/files.ts': 'the one place that writes a paper out',
  'output/gate.ts': 'calls it, after rule and register',
  'scanning/sane.ts': 'links without content, by which the scanning program writes into a pipe',
  'storage/folder.ts': 'the archive folder; whole files for the above',
  'storage/migrate.ts': 'the archive folder: the database before a migration',
  'transfer/seal.ts': 'the sealed bundle, entered in the register',
  'vault/vault.ts': 'the archive folder',
};

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.replaceAll('\\', '/'));
}

test('no file but the listed ones writes files; the shell and the tests stand apart', () => {
  const main = join(ROOT, 'src-main');
  const found = sources(main).filter((name) => {
    if (/^(?:testing|shell|cli)\//.test(name) || /sample-/.test(name)) return false;
    const text = readFileSync(join(main, name), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    return WRITES.test(text);
  });
  expect(found.toSorted()).toEqual(Object.keys(WRITERS).toSorted());
});

test('the pattern finds each way of writing', () => {
  for (const line of [
    "openSync(path, 'w', 0o600)",
    "await open(part, 'wx')",
    'fs.writeFileSync(a, b)',
    'createWriteStream(x)',
    'renameSync(a, b)',
  ])
    expect(line).toMatch(WRITES);
  for (const line of ["openSync(path, 'r')", 'readFileSync(a)']) expect(line).not.toMatch(WRITES);
});

test('in a whole day of exports nothing is written but in the archive and its settings, and where a person said', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'liandang-gate-')));
  try {
    const [archive, outside, list] = ['archive', 'outside', 'writes.txt'].map((name) => join(folder, name));
    if (archive === undefined || outside === undefined || list === undefined) throw new Error('three names');
    mkdirSync(archive);
    mkdirSync(outside);
    const testing = join(ROOT, 'src-main', 'testing');
    const ran = spawnSync(
      process.execPath,
      [
        '--import',
        pathToFileURL(join(testing, 'watch-writes.ts')).href,
        join(testing, 'day-of-exports.ts'),
        folder,
      ],
      { encoding: 'utf8', timeout: 300_000, env: { ...process.env, WATCHED_WRITES: list } },
    );
    expect(ran.stderr).toBe('');
    const said = JSON.parse(ran.stdout) as { register: string[]; elsewhere: string };
    const written = [...new Set(readFileSync(list, 'utf8').trim().split('\n'))];
    const within = (place: string) =>
      written.filter((path) => path === place || path.startsWith(`${place}${sep}`));
    expect(within(archive).length).toBeGreaterThan(20);
    const home = new Set([...within(archive), ...within(outside)]);
    // The canary is one export to a third place: the watch sees it, and sees nothing else.
    const elsewhere = new Set(
      written.filter((path) => !home.has(path)).map((path) => path.replace(/\.part$/, '')),
    );
    expect([...elsewhere]).toEqual([said.elsewhere]);

    const files = readdirSync(outside, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name))
      .filter((path) => !relative(outside, path).includes('.liandang-backup'));
    expect(files.length).toBeGreaterThanOrEqual(6);
    const unknown = [...files, said.elsewhere].filter((path) => {
      const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
      // The signature beside a bundle is no content; the line is the bundle's.
      return !said.register.includes(digest) && !path.endsWith('.tar.age.minisig');
    });
    expect(unknown.map((path) => relative(folder, path))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);
