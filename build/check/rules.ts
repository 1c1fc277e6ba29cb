/** What `check` looks at beyond what keeps a talk from compiling. */
export const checks = ['evidence', 'fit', 'access', 'parity'] as const;
export type Check = (typeof checks)[number];

const rules: Readonly<Record<Check, readonly string[]>> = {
  evidence: [
    'figure-unbacked',
    'chart-unit-missing',
    'chart-date-missing',
    'reference-uncited',
    'reference-address-missing',
    'data-unused',
  ],
  fit: ['slide-overflow', 'text-overlap', 'text-small', 'text-small-print', 'chart-labels'],
  access: ['contrast', 'access', 'chart-colours', 'chart-key-missing'],
  parity: ['parity-text', 'parity-link', 'parity-figure', 'parity-raster', 'page-empty'],
};

/** Whether a rule is one that `check` alone looks for. */
export function isCheckRule(rule: string): boolean {
  return checks.some((name) => rules[name].includes(rule));
}

/** Whether one of these checks looks for what breaks a rule; what compiling tells of is always looked for. */
export function isLookedFor(rule: string, only: readonly Check[]): boolean {
  const check = checks.find((name) => rules[name].includes(rule));
  return check === undefined || only.includes(check);
}
