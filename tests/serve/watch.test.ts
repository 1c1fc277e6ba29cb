import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { watchTalk } from '../../build/serve/watch.ts';

const watcher = Object.assign(new EventEmitter(), { add: vi.fn(), close: vi.fn() });
vi.mock('chokidar', () => ({
  watch: () => {
    setImmediate(() => watcher.emit('ready'));
    return watcher;
  },
}));

it('tells of changes, those too that follow closely on each other, and of what keeps it from seeing them', async () => {
  const changed = vi.fn();
  const failed = vi.fn();
  const { add } = await watchTalk('/talk', changed, failed);
  watcher.emit('all');
  watcher.emit('raw');
  expect(changed).toHaveBeenCalledTimes(2);
  const problem = new Error('ENOSPC: System limit for number of file watchers reached');
  watcher.emit('error', problem);
  expect(failed).toHaveBeenCalledExactlyOnceWith(problem);
  add(['slides', 'assets', 'assets']);
  expect(watcher.add).toHaveBeenCalledTimes(1);
});
