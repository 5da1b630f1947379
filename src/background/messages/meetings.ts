import type { Id } from '../../encoding/index.ts';
import { fromBase64url, toBase64url, toId } from '../../encoding/index.ts';
import {
  asCompared,
  asDiffering,
  beginUse,
  comparedList,
  ComparisonError,
  contactName,
  judgeMeeting,
  MEETING_LASTS,
  meetContact,
  MeetingOverError,
  readMeeting,
} from '../../messaging/index.ts';
import type { Handlers } from '../../rpc/index.ts';
import { RefusedError } from '../../sync/index.ts';
import { meetingCode, writtenMeeting } from '../../typed/index.ts';
import type { Card, Contact } from '../../wire/index.ts';
import {
  addContact,
  contactStores,
  lookOfCard,
  oneUseCard,
  OwnCardError,
  refreshed,
  saveContact,
} from '../contacts/index.ts';
import type { MessagesParts } from './parts.ts';
import { portsOf } from './ports.ts';

type Question = 'meetings.show' | 'meetings.look' | 'meetings.take';

/**
 * Two people in one room (protocol 8.7): one shows a code for ten minutes, the other scans it, and has the first as a contact whose
 * numbers are compared.
 */
export function meetingHandlers(parts: MessagesParts): Handlers<Question> {
  const { session, clock, tell, messages } = parts;
  const read = async (code: string) => {
    const encoded = fromBase64url(meetingCode(code));
    return { encoded, card: await readMeeting(encoded, clock()) };
  };
  return {
    'meetings.show': async () => {
      const { encoded, expiresAt } = await oneUseCard(parts, await session.vault(), MEETING_LASTS);
      return { code: writtenMeeting(toBase64url(encoded)), expiresAt };
    },
    'meetings.look': async ({ code }) => lookOfCard(parts, await session.vault(), (await read(code)).card),
    'meetings.take': async ({ code }) => {
      const { encoded, card } = await read(code);
      const look = await lookOfCard(parts, await session.vault(), card);
      if (look.is === 'own') throw new OwnCardError();
      const taken =
        look.contact === undefined ? await takeNew(parts, encoded, card) : await takeKnown(parts, look.contact, card);
      tell({ type: 'contacts' });
      if (taken.isSame) await messages.tellCard(await session.vault(), taken.id);
      return taken;
    },
  };
}

interface Taken {
  readonly id: Id;
  readonly isSame: boolean;
}

async function takeNew(parts: MessagesParts, encoded: Parameters<typeof meetContact>[0], card: Card): Promise<Taken> {
  const vault = await parts.session.vault();
  const holding = { store: card.store, account: card.account, token: toId(card.token) };
  const lists = await contactStores(parts.store).lists(holding, card.version);
  const contact = await meetContact(encoded, lists, parts.clock());
  const met = await compared(contact, card, parts.clock());
  const id = vault.records.namedId(contactName(contact.account, contact.origin));
  await beginUse(portsOf(parts, vault), { id, revision: 0, contact }).catch(asOver);
  return { id: await addContact(vault, met), isSame: true };
}

/** Somebody new: their list was fetched by this very card, so it can only have gone on since. */
async function compared(contact: Contact, card: Card, now: number): Promise<Contact> {
  const list = await comparedList(contact);
  if (judgeMeeting(card, list) !== 'same') throw new ComparisonError();
  return asCompared(contact, list, now);
}

async function takeKnown(parts: MessagesParts, id: Id, card: Card): Promise<Taken> {
  const vault = await parts.session.vault();
  const held = await refreshed(parts, vault, id);
  const list = await comparedList(held.contact);
  const judged = judgeMeeting(card, list);
  if (judged === 'stale') throw new ComparisonError();
  const isSame = judged === 'same';
  const now = parts.clock();
  await saveContact(vault, held, isSame ? await asCompared(held.contact, list, now) : asDiffering(held.contact, now));
  return { id, isSame };
}

/** Their store took the invitation as one that is spent: it is over, or somebody else was first. */
function asOver(error: unknown): never {
  throw error instanceof RefusedError && error.code === 'token-spent' ? new MeetingOverError({ cause: error }) : error;
}
