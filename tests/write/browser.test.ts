import { describe, expect, it } from 'vitest';
import { findBrowser } from '../../build/write/browser.ts';

const unpacking = (): never => {
  throw new Error('nothing is unpacked for a browser that was named');
};

describe('findBrowser', () => {
  it('takes the program that the user named, without looking further', async () => {
    expect(await findBrowser({ LECTERN_BROWSER: '/opt/chrome' }, unpacking)).toEqual({
      kind: 'program',
      path: '/opt/chrome',
      env: {},
    });
  });

  it('takes a remote one before a program', async () => {
    const env = { LECTERN_BROWSER_ENDPOINT: 'ws://localhost:3000', LECTERN_BROWSER: '/opt/chrome' };
    expect(await findBrowser(env, unpacking)).toEqual({ kind: 'endpoint', url: 'ws://localhost:3000' });
  });
});
