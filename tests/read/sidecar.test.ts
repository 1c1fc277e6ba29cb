import { describe, expect, it } from 'vitest';
import { messages } from '../../build/model/messages.ts';
import { checkSidecars, readSidecar } from '../../build/read/sidecar.ts';
import { at, context, told } from '../support/memory.ts';

const path = 'charts/data/a.csv';
const sidecar = `${path}.yaml`;
const keys = ['publisher', 'title', 'indicator', 'vintage', 'retrieved', 'url', 'licence', 'note', 'unit'];

function read(yaml: string) {
  const recorded = context({ [path]: 'a\n1\n', [sidecar]: yaml });
  return { sidecar: readSidecar(path, recorded), told: told(recorded) };
}

function check(...names: readonly string[]): object[] {
  const recorded = context(Object.fromEntries(names.map((name) => [`charts/data/${name}`, 'a\n1\n'])));
  checkSidecars(recorded);
  return told(recorded);
}

describe('the file beside data', () => {
  it('says where the data comes from, and its unit', () => {
    const yaml =
      'publisher: A\ntitle: B\nindicator: C\nvintage: 2021\nretrieved: 2024-05-01\nurl: https://x.org\nlicence: CC0\nnote: D\nunit: "%"\n';
    expect(read(yaml)).toEqual({
      sidecar: {
        source: {
          publisher: 'A',
          title: 'B',
          indicator: 'C',
          vintage: '2021',
          retrieved: '2024-05-01',
          url: 'https://x.org',
          licence: 'CC0',
          note: 'D',
        },
        unit: '%',
      },
      told: [],
    });
  });

  it('may be missing', () => {
    expect(readSidecar(path, context({ [path]: 'a\n1\n' }))).toBeUndefined();
  });

  it('is reported when it says nothing', () => {
    expect(read('')).toEqual({ sidecar: undefined, told: [at(sidecar, messages.sidecarEmpty())] });
  });

  it('is reported when its address is none, or one that runs a program', () => {
    for (const url of ['foo bar', 'javascript:alert(1)', 'data:text/html,x']) {
      expect(read(`url: "${url}"\n`).told, url).toMatchObject([
        { rule: 'field-invalid', place: `${sidecar}:1:6` },
      ]);
    }
  });

  it('is read without a field that there is none of, and that is reported with the near one', () => {
    expect(read('title: B\npublischer: A\n')).toEqual({
      sidecar: { source: { title: 'B' }, unit: undefined },
      told: [at(`${sidecar}:2:1`, messages.fieldUnknown('publischer', 'publisher', keys))],
    });
  });

  it('is reported where a field is no text', () => {
    expect(read('title: [B]\n')).toEqual({
      sidecar: undefined,
      told: [at(`${sidecar}:1:8`, messages.fieldInvalid('title', 'must be text'))],
    });
  });

  it('is reported where it is no YAML', () => {
    const { sidecar: found, told: reported } = read('title: "B\n');
    expect(found).toBeUndefined();
    expect(reported).toMatchObject([{ rule: 'yaml-syntax' }]);
  });
});

describe('a file named like one beside data', () => {
  it('is in its place with its data', () => {
    expect(check('a.csv', 'a.csv.yaml', 'b.json', 'b.json.yaml', 'c.tsv', 'c.tsv.yaml')).toEqual([]);
  });

  it('is reported without it, with the near name', () => {
    expect(check('sales.csv', 'slaes.csv.yaml')).toEqual([
      at('charts/data/slaes.csv.yaml', messages.sidecarOrphan('slaes.csv', 'sales.csv')),
    ]);
    expect(check('a.csv.yaml')).toEqual([
      at('charts/data/a.csv.yaml', messages.sidecarOrphan('a.csv', undefined)),
    ]);
  });

  it('is told to end in .yaml', () => {
    expect(check('a.csv', 'a.csv.yml')).toEqual([
      at('charts/data/a.csv.yml', messages.fileUnused('Name it a.csv.yaml.')),
    ]);
  });

  it('is left alone with another name', () => {
    expect(check('a.yaml', 'notes.yaml', 'a.xlsx.yaml')).toEqual([]);
  });
});
