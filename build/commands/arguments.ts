import { InvalidArgumentError } from 'commander';
import { type Check, checks } from '../check/rules.ts';
import { type HandoutStyle, handoutStyles } from '../model/config.ts';

/** Names of checks, separated by commas. Fails, as all here, with Commander’s error for a value that cannot be. */
export function checkNames(text: string): Check[] {
  return text.split(',').map((name) => {
    const known = checks.find((candidate) => candidate === name.trim());
    if (!known) throw new InvalidArgumentError(`There are: ${checks.join(', ')}.`);
    return known;
  });
}

export function handoutStyle(text: string): HandoutStyle {
  const known = handoutStyles.find((candidate) => candidate === text);
  if (!known) throw new InvalidArgumentError(`There are: ${handoutStyles.join(', ')}.`);
  return known;
}

/** A port, or 0 for any that is free. */
export function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('A port is a number up to 65535.');
  return port;
}

/** Ids of slides, separated by commas; at least one. */
export function slideIds(text: string): string[] {
  const ids = text.split(',').flatMap((id) => id.trim() || []);
  if (ids.length === 0) throw new InvalidArgumentError('Name slides by their ids, separated by commas.');
  return ids;
}
