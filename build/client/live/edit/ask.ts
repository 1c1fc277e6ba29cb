import type { Questions } from '../../../model/editing.ts';

/** Asks the server of the live preview; fails when that does not answer. */
export type Ask = <Name extends keyof Questions>(
  name: Name,
  takes: Questions[Name]['takes'],
) => Promise<Questions[Name]['gives']>;

export function askWith(token: string): Ask {
  return async (name, takes) => {
    const response = await fetch(`/edit/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Lectern-Token': token },
      body: JSON.stringify(takes),
    });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  };
}
