import type { HeldContact } from '../../messaging/index.ts';
import { listAnswers, messageName } from '../../messaging/index.ts';
import type { AnsweredInvitation } from '../../messaging/index.ts';
import type { AnsweredRow, AnswererRow, Handlers } from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { contactRowOf, heldContacts } from '../contacts/index.ts';
import { readMessage } from './message-record.ts';
import type { MessagesParts } from './parts.ts';
import { portsOf } from './ports.ts';

type Question =
  'invitations.answers' | 'invitations.number' | 'invitations.give' | 'invitations.end' | 'invitations.dismiss';

/** So many characters tell a writer which text it is. */
const BEGINNING = 60;

/** Answers what the writer decides about whoever answered an invitation. */
export function invitationHandlers(parts: MessagesParts): Handlers<Question> {
  const { session, messages } = parts;
  return {
    'invitations.answers': async () => {
      // Whether somebody answered is looked at wherever the popup is: that puts no lock off.
      const vault = await session.open();
      if (!vault || (await session.state()).lock !== 'unlocked') return [];
      const people = await heldContacts(vault);
      const answered = await listAnswers(portsOf(parts, vault));
      return Promise.all(answered.map((one) => rowOf(vault, people, one)));
    },
    'invitations.number': async ({ id }) => ({ digits: await messages.answererNumber(await session.messages(), id) }),
    'invitations.give': async (given) => ({ contact: await messages.give(await session.messages(), given) }),
    'invitations.end': async ({ id }) => {
      await messages.endInvitation(await session.messages(), id);
      return {};
    },
    'invitations.dismiss': async ({ id }) => {
      await messages.dropRefused(await session.messages(), id);
      return {};
    },
  };
}

async function rowOf(
  vault: OpenVault,
  people: readonly HeldContact[],
  { id, invitation, first, refused }: AnsweredInvitation,
): Promise<AnsweredRow> {
  const answererOf = ({ who, at, stranger }: AnsweredInvitation['refused'][number]): AnswererRow => {
    const known = people.find((one) => one.id === who);
    const row = known && contactRowOf(known);
    const store = known?.contact.followed.store ?? stranger?.store ?? '';
    return { who, at, name: row?.name ?? stranger?.name ?? '', store, isContact: known !== undefined };
  };
  const given = people.find((one) => one.id === invitation.givenTo);
  return {
    id,
    name: invitation.name,
    origin: invitation.origin,
    beginning: (await textOf(vault, invitation.text)).slice(0, BEGINNING),
    ...(first && { first: answererOf(first) }),
    ...(given && { givenTo: contactRowOf(given) }),
    refused: refused.map(answererOf),
  };
}

async function textOf({ records, account }: OpenVault, id: AnsweredInvitation['invitation']['text']): Promise<string> {
  const [record] = await records.readMany([records.namedId(messageName({ account, origin: '' }, id))]);
  return (record && readMessage(record.body))?.text ?? '';
}
