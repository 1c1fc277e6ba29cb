import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checks, isLookedFor } from '../../build/check/rules.ts';
import { textOf } from '../support/docs.ts';
import { expectMade } from '../support/made.ts';
import { examplesByRule, rulesByPart } from '../support/rules.ts';

type Reason = string | { readonly why: string; readonly mend: string };

const reasons: Readonly<Record<string, Reason>> = parse(textOf('docs/troubleshooting.yaml'));
const examples = examplesByRule();
const parts = rulesByPart();
const rules = [...parts.values()].flat();

const about = `# Troubleshooting

A message names its place, how bad it is, its rule, and what is wrong; then the line, with a mark under the place; behind \`=\` stands how to mend it:

\`\`\`text
${examples.get('link-unknown')}
\`\`\`

An error keeps a deck from being built, and the one before stays in \`dist/\`. A warning does not, unless \`lectern check --strict\` counts it as an error. Names of rules do not change; \`--json\` tells them, and [exceptions](evidence.md#lectern-check) in \`deck.yaml\` name them.

Below is each rule with an example and with what would happen without it. The files and figures are examples; search this page for the rule's name.`;

function reasonOf(rule: string): { readonly why: string; readonly mend?: string } {
  const reason = reasons[rule] ?? '';
  return typeof reason === 'string' ? { why: reason } : reason;
}

function entry(rule: string): string {
  const { why, mend } = reasonOf(rule);
  const check = checks.find(
    (name) =>
      !isLookedFor(
        rule,
        checks.filter((other) => other !== name),
      ),
  );
  return [
    `### ${rule}`,
    `\`\`\`text\n${examples.get(rule)}\n\`\`\``,
    `**Why:** ${why}`,
    ...(mend === undefined ? [] : [`**To mend it:** ${mend}`]),
    ...(check === undefined ? [] : [`Looked for by \`lectern check --only ${check}\`.`]),
  ].join('\n\n');
}

describe('docs/troubleshooting.md', () => {
  it('has an example of every rule', () => {
    expect(rules.length).toBeGreaterThan(150);
    expect(rules.filter((rule) => !examples.has(rule))).toEqual([]);
  });

  it('says why each rule is there, and of none that there is not', () => {
    expect(rules.filter((rule) => reasons[rule] === undefined)).toEqual([]);
    expect(Object.keys(reasons).filter((rule) => !rules.includes(rule))).toEqual([]);
  });

  it('says how to mend what breaks each', () => {
    const silent = rules.filter(
      (rule) => reasonOf(rule).mend === undefined && !examples.get(rule)?.includes('\n       = '),
    );
    expect(silent).toEqual([]);
  });

  it('is made of what the catalogue says now', () => {
    const sections = [...parts].map(([heading, own]) => `## ${heading}\n\n${own.map(entry).join('\n\n')}`);
    expectMade('docs/troubleshooting.md', `${[about, ...sections].join('\n\n')}\n`);
  });
});
