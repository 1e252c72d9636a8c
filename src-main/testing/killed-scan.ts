/**
 * A program of its own that feeds a stack and is then killed: `node killed-scan.ts <folder> <order as JSON>`. Says how many
 * sides are recorded, each time there are more.
 */
import { join } from 'node:path';
import { createApplication } from '#main/application/index.ts';
import { PROGRAM } from './archive.ts';

const [folder = '', order = ''] = process.argv.slice(2);
const { root, login, password, scan } = JSON.parse(order) as {
  root: string;
  login: string;
  password: string;
  scan: unknown;
};
const application = createApplication({
  program: PROGRAM,
  settingsFolder: join(folder, 'settings'),
  machine: '测试机',
  origin: 'command line',
});
async function must<T>(route: string, input: unknown): Promise<T> {
  const result = await application.call(route, input);
  if (!result.ok) throw new Error(`${route}: ${JSON.stringify(result.error)}`);
  return result.data as T;
}
await must('archive.open', { folder: application.grantPath(root) });
await must('session.signIn', { login, password });
await must('scanning.scan', scan);
for (let said = 0; ; ) {
  const { batches } = await must<{ batches: { pages: number }[] }>('scanning.batches', {});
  const pages = batches[0]?.pages ?? 0;
  if (pages > said) process.stdout.write(`${pages}\n`);
  said = pages;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
