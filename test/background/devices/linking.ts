import type { NewLinkState, OldLinkState } from '../../../src/rpc/index.ts';
import type { Browser, Person } from '../support/person.ts';

interface Met {
  readonly showing: string;
  readonly code: string;
  readonly reading: string;
  readonly number: NewLinkState;
  readonly asked: OldLinkState;
}

/** Two browsers up to the number: the tickets of both, and what both show. */
export async function meet(person: Person, old: Browser, fresh: Browser): Promise<Met> {
  const { ticket: showing, code } = await fresh.ask('link.show', { address: person.address });
  const { ticket: reading } = await old.ask('link.read', { code });
  const number = await fresh.ask('link.shown', { ticket: showing });
  return { showing, code, reading, number, asked: await old.ask('link.asked', { ticket: reading }) };
}

/** The number that a new browser shows; none where it shows something else. */
export function numberOf(state: NewLinkState): string {
  return state.at === 'number' ? state.number : '000000';
}

export async function choose(old: Browser, ticket: string, number = '000000'): Promise<void> {
  await old.ask('link.choose', { ticket, number });
}

/** Two browsers up to the question whether this is the vault: the new one's ticket. */
export async function handed(person: Person, old: Browser, fresh: Browser): Promise<string> {
  const { showing, reading, number } = await meet(person, old, fresh);
  await choose(old, reading, numberOf(number));
  const state = await fresh.ask('link.shown', { ticket: showing });
  if (state.at !== 'confirm') throw new Error(JSON.stringify(state));
  return showing;
}

/** The code of what went wrong. */
export async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
}
