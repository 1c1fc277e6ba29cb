import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documents, textOf } from '../support/docs.ts';
import { expectMade } from '../support/made.ts';
import { home } from '../support/project.ts';

function lectern(args: string): string {
  return spawnSync(process.execPath, [join(home, 'lib/cli.js'), ...args.split(' ')], { encoding: 'utf8' })
    .stdout;
}

const commands = [...lectern('--help').matchAll(/^ {2}([a-z]+) .*<|^ {2}([a-z]+) \[/gm)].map(
  ([, one, other]) => one ?? other ?? '',
);
const helpOf = new Map(commands.map((command) => [command, lectern(`help ${command}`)]));

describe('docs/cli.md', () => {
  it('says what the program says', () => {
    const made = textOf('docs/cli.md').replace(
      /(?<=^```text\n)\$ lectern (.*)\n[^`]*(?=^```$)/gm,
      (_, args) => `$ lectern ${args}\n${lectern(args)}`,
    );
    expectMade('docs/cli.md', made);
  });

  it('has every command', () => {
    expect(commands).toContain('build');
    const guide = textOf('docs/cli.md');
    for (const command of commands.filter((name) => name !== 'help'))
      expect(guide).toContain(`$ lectern help ${command}\n`);
  });
});

describe('documents', () => {
  for (const path of documents) {
    it(`${path} name commands and options that there are`, () => {
      const named = [...textOf(path).matchAll(/(?<=[`$] ?|npx |^)lectern ([a-z]+)([^`\n#]*)/gm)];
      const unknown = named.flatMap(([text, command = '', rest = '']) => {
        const help = helpOf.get(command);
        const options = rest.match(/(?<= )--?[a-z][\w-]*/g) ?? [];
        return help !== undefined && options.every((option) => help.includes(option)) ? [] : [text];
      });
      expect(unknown).toEqual([]);
    });
  }
});
