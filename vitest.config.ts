import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{encoder,corpus,mixer,versions,eval,src,test}/**/*.test.ts'],
    // A hang is a failure; nothing here measures speed.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
