import { defineConfig } from '@playwright/test';

/** Journeys through the built window (`npm run build` first), on real Electron or on the stand-in: src-renderer/e2e/fixtures.ts. */
export default defineConfig({
  testDir: 'src-renderer/e2e',
  // The one without `paths`: those are for the type checker, and Playwright would load the declarations.
  tsconfig: 'tsconfig.json',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
});
