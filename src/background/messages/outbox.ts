import type { TextState } from '../../rpc/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import { readOutbox, stateOf } from '../../messaging/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { OutboxRow } from '../../wire/index.ts';
import { heldContacts } from '../contacts/index.ts';
import { ownContactId } from './ports.ts';

/** An own text that is still on its way, to some of its people. */
export interface Leaving {
  readonly state: TextState;
  /** The contacts who don't have it yet. */
  readonly to: readonly string[];
}

/** Of several people's states that counts most which wants a person's hand most. */
const weight = ['waiting', 'failed', 'blocked', 'held'] as const;

/** What became of own texts that are still on their way, by their ids. */
export async function outboxStates(vault: OpenVault): Promise<ReadonlyMap<string, Leaving>> {
  const people = new Map((await heldContacts(vault)).map(({ id, contact }) => [id, stateOf(contact)]));
  const states = new Map<string, Leaving>();
  for (const { row } of await readOutbox(vault.rows)) {
    // What goes to our own other devices is nobody's news.
    if (row.draft.kind !== 'key' || row.to === ownContactId(vault)) continue;
    const id = toBase64url(row.draft.id);
    const state = stateTo(people.get(row.to), row);
    const { state: other = state, to = [] } = states.get(id) ?? {};
    const worse = weight.findLast((one) => one === state || one === other) ?? state;
    states.set(id, { state: worse, to: [...to, row.to] });
  }
  return states;
}

function stateTo(standing: ReturnType<typeof stateOf> | undefined, row: OutboxRow): (typeof weight)[number] {
  if (standing === 'blocked') return standing;
  if (standing === undefined || standing === 'closed') return 'held';
  return row.state !== 'stepped' && row.problem !== undefined ? 'failed' : 'waiting';
}
