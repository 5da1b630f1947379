import { newId, wipe } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import { signKeyOf } from '../../keys/index.ts';
import type { HeldContact } from '../../messaging/index.ts';
import { stateOf } from '../../messaging/index.ts';
import { makeTrustees } from '../../recovery/index.ts';
import type { Handlers, TrusteeRow, TrusteesView } from '../../rpc/index.ts';
import { accessOfTrustees, needsAddress } from '../../sync/index.ts';
import { asMailCode } from '../../typed/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Trustees } from '../../wire/index.ts';
import { contactRowOf, heldContacts, sharesOf } from '../contacts/index.ts';
import { changeWays } from '../ways/index.ts';
import { NotComparedError } from './errors.ts';
import type { TrusteesParts } from './parts.ts';

type Question =
  'trustees.read' | 'trustees.set' | 'trustees.remove' | 'trust.read' | 'trust.look' | 'trust.hand' | 'trust.refuse';

/**
 * Answers the questions of whoever lets people hold shares of a way back (protocol 7), and of those who hold some. A list that changes is a
 * new secret, a new slot and new keys; shares of before open nothing then.
 */
export function trusteesHandlers(parts: TrusteesParts): Handlers<Question> {
  const { session, messages, clock, tell } = parts;
  return {
    ...parts.trusts.handlers(),
    'trustees.read': async () => viewOf(parts, await session.vault()),
    'trustees.set': async ({ people, needed, proof }) => {
      await session.requireFresh();
      await requireCompared(await session.vault(), people);
      const { set, secret, parts: shares } = await makeTrustees(people.length, needed);
      try {
        const vault = await session.vault();
        const [before, former] = [vault.ways.trustees(), await sharesOf(vault).trustees()];
        const slot = newId();
        const proven = proof && { ticket: proof.ticket, code: asMailCode(proof.code) };
        const access = accessOfTrustees({ slot, signKey: await signKeyOf(secret) }, proven);
        const add = { id: slot, parameters: { kind: 'trustees' as const }, secret, name: 'Trustees' };
        await changeWays(parts, { add, ...(before ? { remove: before.id } : {}), access: () => access });
        const now = clock();
        const trustees: Trustees = {
          ...{ kind: 'trustees', set, slot, needed, people: people.map((id) => ({ id })) },
          ...{ madeAt: now, updatedAt: now },
        };
        await messages.sendShares(await session.vault(), trustees, shares);
        if (former) await sayOver(parts, former, people);
      } finally {
        wipe(secret, ...shares.map(({ share }) => share));
      }
      tell({ type: 'recovery' });
      return {};
    },
    'trustees.remove': async () => {
      await session.requireFresh();
      const vault = await session.vault();
      const [before, former] = [vault.ways.trustees(), await sharesOf(vault).trustees()];
      if (before) await changeWays(parts, { remove: before.id });
      if (former) await sayOver(parts, former, []);
      tell({ type: 'recovery' });
      return {};
    },
  };
}

/** Whoever holds a share that opens nothing any more may forget it; those in `kept` get another in its place. */
async function sayOver({ session, messages }: TrusteesParts, { set, people }: Trustees, kept: readonly Id[]) {
  const vault = await session.vault();
  for (const { id } of people) {
    if (!kept.includes(id)) await messages.sayOfShare(vault, id, { set, said: { is: 'over' } });
  }
}

/** Throws NotComparedError. */
async function requireCompared(vault: OpenVault, people: readonly Id[]): Promise<void> {
  const all = await heldContacts(vault);
  const isCompared = (id: Id): boolean => all.some((held) => held.id === id && stateOf(held.contact) === 'compared');
  if (!people.every(isCompared)) throw new NotComparedError();
}

/** Who is to hold shares of the way that stands, and what is known of each; undefined where nobody is, or it was not finished. */
export async function shareholders(vault: OpenVault): Promise<Shareholders | undefined> {
  const [way, trustees] = [vault.ways.trustees(), await sharesOf(vault).trustees()];
  if (!way || trustees?.slot !== way.id) return undefined;
  const all = await heldContacts(vault);
  return {
    slot: way.id,
    needed: trustees.needed,
    madeAt: trustees.madeAt,
    people: trustees.people.map((one) => ({
      ...rowOf(all, one),
      ...(one.heldAt === undefined ? {} : { heldAt: one.heldAt }),
    })),
  };
}

interface Shareholders {
  readonly slot: Id;
  readonly needed: number;
  readonly madeAt: number;
  readonly people: readonly Shareholder[];
}

/** `heldAt`: when they said last that they hold it. */
interface Shareholder extends TrusteeRow {
  readonly heldAt?: number;
}

/**
 * Whether somebody said that they hold it, and can be asked for it: who lost a browser since holds it all the same, who is no contact any
 * more doesn't count.
 */
export function holds({ state, heldAt }: Shareholder): boolean {
  return state !== 'gone' && heldAt !== undefined;
}

async function viewOf({ store }: TrusteesParts, vault: OpenVault): Promise<TrusteesView> {
  const all = await heldContacts(vault);
  const candidates = all.filter(({ contact }) => stateOf(contact) === 'compared').map(contactRowOf);
  const client = await store.client();
  const recoveries = await client.ask('recoveries');
  const isOffered = (await client.ask('store')).mail;
  const common = { candidates, isOffered, needsAddress: needsAddress(recoveries) };
  if (!vault.ways.trustees()) return { state: 'none', ...common };
  const holders = await shareholders(vault);
  // Died between the slot and the shares: it opens by nothing, and another takes its place.
  if (!holders) return { state: 'unfinished', ...common };
  const { needed, madeAt, people } = holders;
  return { state: 'set', needed, madeAt, people, ...common };
}

function rowOf(all: readonly HeldContact[], { id, heldAt, changedAt }: Trustees['people'][number]): TrusteeRow {
  const held = all.find((one) => one.id === id);
  const state = !held ? 'gone' : changedAt !== undefined ? 'changed' : heldAt === undefined ? 'sent' : 'held';
  const at = state === 'changed' ? changedAt : heldAt;
  const person = held ? contactRowOf(held) : undefined;
  return { id, state, ...(person ? { person } : {}), ...(at === undefined ? {} : { at }) };
}
