import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'main',
          environment: 'node',
          include: ['src-main/**/*.test.ts', 'tools/**/*.test.ts'],
          setupFiles: ['src-main/testing/no-network.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'renderer', environment: 'node', include: ['src-renderer/**/*.test.ts'] } },
    ],
    maxWorkers: 2,
    root: resolve(import.meta.dirname),
  },
});
