/** What the tests need besides npm packages. Installed where that is possible; else said aloud, and the tests that need it say so too. */
import { spawnSync } from 'node:child_process';

interface Needed {
  readonly program: string;
  readonly package: string;
  readonly why: string;
}
const NEEDED: readonly Needed[] = [
  { program: 'scanimage', package: 'sane-utils', why: 'its test device is the scanner of the tests' },
  {
    program: 'soffice',
    package: 'libreoffice-writer-nogui',
    why: 'it opens the papers that the program writes',
  },
  { program: 'pdftotext', package: 'poppler-utils', why: 'it reads what LibreOffice made of them' },
];

const present = (program: string) =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

/** Installs what is missing, when this is Debian and root runs it. @returns what is still missing */
export function providePackages(say: (line: string) => void): readonly string[] {
  const missing = NEEDED.filter((one) => !present(one.program));
  if (missing.length > 0 && process.platform === 'linux' && process.getuid?.() === 0 && present('apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const names = missing.map((one) => one.package);
    const install = () =>
      spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...names], {
        env,
        stdio: 'ignore',
        timeout: 180_000,
      }).status === 0;
    if (!install()) {
      spawnSync('apt-get', ['update'], { env, stdio: 'ignore', timeout: 120_000 });
      install();
    }
  }
  const still = missing.filter((one) => !present(one.program));
  for (const one of still)
    say(`NOT RUN ${one.package} is not installed (${one.why}): tests that need it are skipped`);
  return still.map((one) => one.package);
}
