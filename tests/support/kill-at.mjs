// Preloaded with --import: this process sends itself KILL_SIGNAL, SIGKILL if there is none, in its call number KILL_AT of
// a function of node:fs that is handed a path which begins with KILL_PATH; KILL_CALLS, a regular expression, says which
// functions count.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

const { KILL_AT = '', KILL_PATH = '', KILL_CALLS = '', KILL_SIGNAL = 'SIGKILL' } = process.env;
const { readdirSync, rmSync, writeFileSync } = fs;

/** What takes longer than a moment is half done by the time that it is killed. */
const half = {
  writeFileSync: (path, content) => writeFileSync(path, content.slice(0, content.length / 2)),
  rmSync(path) {
    const [first] = readdirSync(path);
    rmSync(join(path, first), { recursive: true });
  },
};

let calls = 0;
for (const [name, call] of Object.entries(fs)) {
  if (!name.endsWith('Sync') || !new RegExp(KILL_CALLS).test(name)) continue;
  fs[name] = (...args) => {
    const counts = args.some((arg) => typeof arg === 'string' && arg.startsWith(KILL_PATH));
    if (counts && ++calls === Number(KILL_AT)) {
      try {
        if (KILL_SIGNAL === 'SIGKILL') half[name]?.(...args);
      } finally {
        process.kill(process.pid, KILL_SIGNAL);
      }
    }
    return call(...args);
  };
}
syncBuiltinESMExports();
