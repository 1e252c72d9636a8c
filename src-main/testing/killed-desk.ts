/**
 * A program of its own that opens a reading and is then killed: `node killed-desk.ts <folder> <order as JSON>`. Says `open`
 * when the readers sit, and waits.
 */
import { join } from 'node:path';
import { createApplication } from '#main/application/index.ts';
import { PROGRAM } from './archive.ts';

const [folder = '', order = ''] = process.argv.slice(2);
const { root, login, password, open } = JSON.parse(order) as {
  root: string;
  login: string;
  password: string;
  open: { readers: readonly unknown[] };
};
const application = createApplication({
  program: PROGRAM,
  settingsFolder: join(folder, 'settings'),
  machine: '测试机',
  origin: 'command line',
});
async function must(route: string, input: unknown): Promise<void> {
  const result = await application.call(route, input);
  if (!result.ok) throw new Error(`${route}: ${JSON.stringify(result.error)}`);
}
await must('archive.open', { folder: application.grantPath(root) });
await must('session.signIn', { login, password });
await must('consult.open', open);
process.stdout.write('open\n');
setInterval(() => undefined, 1000);
