/** Opens a packed application's tree on the stand-in and prints, as JSON, what its main side says of itself. */
import { _electron } from '@playwright/test';
import { runtimeEnvironment } from '../../src-renderer/e2e/runtime.ts';

const [application = '', settings = ''] = process.argv.slice(2);
const { env, args } = runtimeEnvironment();
const running = await _electron.launch({
  args: [...args, '.'],
  cwd: application,
  env: { ...env, LIANDANG_SETTINGS: settings },
});
const window = await running.firstWindow();
await window.waitForURL(/\/index\.html$/);
// The screens have drawn themselves out of the packed files.
await window.getByRole('button').first().waitFor();
const state = await window.evaluate('window.archive.call("session.state", {})');
process.stdout.write(`${JSON.stringify(state)}\n`);
await running.close();
