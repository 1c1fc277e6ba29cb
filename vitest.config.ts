import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // the first run on a machine unpacks the browser
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // a busy machine can keep a browser waiting; a second failure is one of the code
    retry: process.env.CI ? 1 : 0,
  },
});
