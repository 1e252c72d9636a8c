/**
 * Builds the three entry points of the window: the main side with its worker thread as ES modules, the preload as one
 * CommonJS file (a sandboxed preload can load nothing else), the screens as a minified bundle of files.
 */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (...parts: string[]) => resolve(import.meta.dirname, ...parts);

export default defineConfig({
  // Everything in `dependencies` stays outside the bundle: addons and WebAssembly are loaded from their own folders, and
  // window, command line and tests then run the very same files.
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      externalizeDeps: true,
      rolldownOptions: {
        input: { main: at('src-main/shell/main.ts'), worker: at('src-main/application/worker.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('src-main/shell/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    // Addresses relative to the page: the stand-in shows the program's own scheme under another name.
    base: './',
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      // The content security policy allows no `data:` font and no inline script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Read from the disk beside it, not from a network: one chunk is as good as many.
      chunkSizeWarningLimit: 4096,
      reportCompressedSize: false,
      // What the bundle holds of others, for the notices (tools/release/notices.ts).
      license: { fileName: 'licenses.json' },
      rolldownOptions: { input: { index: at('src-renderer/index.html') } },
    },
  },
});
