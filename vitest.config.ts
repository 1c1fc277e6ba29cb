import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // the first run on a machine unpacks the browser
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
