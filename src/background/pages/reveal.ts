import { wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { fromBase64url } from '../../encoding/index.ts';
import { ArmorDamagedError, findArmored, invitationIn, kindOfText, openForSelf } from '../../messaging/index.ts';
import type { InvitationText } from '../../messaging/index.ts';
import type { FrameAsker, Handlers, ReadAnswer, RevealAnswer } from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { Channels } from '../channels/index.ts';
import { addByCard, lookAtCard } from '../contacts/index.ts';
import { PageMessages } from '../messages/index.ts';
import type { ReadText } from '../messages/index.ts';
import { on } from './documents.ts';
import type { Documents } from './documents.ts';
import { handCard, takeHanded } from './handed.ts';
import type { Addressed, Handover } from './handover.ts';
import type { PagesParts } from './parts.ts';
import { TicketError } from './tickets.ts';

export type RevealNames =
  | 'contacts.hand'
  | 'contacts.handed'
  | 'reveal.open'
  | 'reveal.check'
  | 'reveal.ask'
  | 'reveal.unsend'
  | 'reveal.answer'
  | 'reveal.add'
  | 'reveal.goOn'
  | 'reveal.reply'
  | 'reveal.edit'
  | 'reveal.text'
  | 'reveal.answerText';

/** What a text says, and what only the background needs to know of it. */
type Read = ReadText | Exclude<ReadAnswer, { kind: ReadText['kind'] }>;

/** Answers what is asked about a text of a page: what it says, and what a person does with it. */
export function revealHandlers(parts: PagesParts, documents: Documents, typed: Handover): Handlers<RevealNames> {
  const { session } = parts;
  const messages = new PageMessages(parts);
  const channels = new Channels(parts);

  async function readOne(vault: OpenVault, armored: string, before: readonly string[]): Promise<Read> {
    const invited = invitationAt(armored, before);
    if (invited) return messages.openInvited(invited);
    switch (kindOfText(armored)) {
      case 'card':
        return { kind: 'card', card: await lookAtCard(parts, armored) };
      case 'message':
        return messages.open(armored);
      case 'channel':
        return channels.read(armored);
      default:
        return { kind: 'self', text: await openReading(vault, armored) };
    }
  }

  /**
   * The first reading that opens. When none does, a whole text that can't be opened says more than a broken one. A lock that
   * fell meanwhile has been told to whoever asks already, and nothing would take the text away again.
   */
  async function read(readings: readonly string[], before: readonly string[] = []): Promise<Read> {
    const vault = await session.messages();
    let failure: unknown = new ArmorDamagedError();
    let unopened: Read | undefined;
    for (const armored of readings) {
      try {
        const answer = await readOne(vault, armored, before);
        if (answer.kind !== 'no-key' && answer.kind !== 'unknown-channel') {
          await session.messages();
          return answer;
        }
        unopened ??= answer;
      } catch (error) {
        if (failure instanceof ArmorDamagedError) failure = error;
      }
    }
    await session.messages();
    if (unopened) return unopened;
    throw failure;
  }

  async function reveal(id: Id, asker: FrameAsker): Promise<RevealAnswer> {
    const [, { site, readings, before }] = await documents.take(id, asker, 'reveal');
    return { ...(await read(readings, before)), site };
  }

  /** A frame to write in takes the place of the one with the text; what it is to begin with waits for it. */
  async function answer(id: Id, asker: FrameAsker, begin: (answer: Read) => Addressed): Promise<boolean> {
    const [ticket, { readings, before }] = await documents.take(id, asker, 'reveal');
    typed.give(id, begin(await read(readings, before)));
    const begun = (await documents.order(ticket, { order: 'answer', ...on(ticket, id) })) === true;
    if (!begun) typed.take(id);
    return begun;
  }

  return {
    'reveal.open': ({ ticket }, asker) => reveal(ticket, asker),
    'reveal.check': async ({ ticket }, asker) => {
      await session.messages();
      await messages.check();
      return reveal(ticket, asker);
    },
    'reveal.answer': async ({ ticket: id, name }, asker) => {
      const [, { readings, before }] = await documents.take(id, asker, 'reveal');
      const [invited] = readings.flatMap((armored) => invitationAt(armored, before) ?? []);
      if (!invited) throw new TicketError();
      await messages.answer(invited, name);
      return {};
    },
    'reveal.ask': async ({ ticket, of }, asker) => {
      const [, { readings, before }] = await documents.take(ticket, asker, 'reveal');
      const armored = readings.find((one) => isOf('message', one));
      // Never for a text that is there: it may have come by now, or be an own one.
      if (armored === undefined || (await read(readings, before)).kind !== 'no-key') return { asked: false };
      await messages.askFor(armored, of);
      return { asked: true };
    },
    'reveal.unsend': async ({ ticket }, asker) => {
      const [, { readings, before }] = await documents.take(ticket, asker, 'reveal');
      const shown = await read(readings, before);
      if (shown.kind !== 'message' || !shown.isOwn) throw new TicketError();
      await parts.messages.unsend(await session.messages(), fromBase64url(shown.id));
      return {};
    },
    'reveal.add': async ({ ticket: id }, asker) => {
      const [, { readings, before }] = await documents.take(id, asker, 'reveal');
      return { contact: await addByCard(parts, cardAt(readings, before)) };
    },
    'reveal.goOn': async ({ ticket }, asker) => {
      const [, { readings, before }] = await documents.take(ticket, asker, 'reveal');
      const answer = await read(readings, before);
      if (answer.kind === 'closed') await parts.actions.openTab(`vault.html#contacts/${answer.from.id}`);
      else await handCard(parts, cardAt(readings, before));
      return {};
    },
    'contacts.hand': async ({ text }) => {
      await handCard(parts, text);
      return {};
    },
    'contacts.handed': () => takeHanded(parts),
    'reveal.reply': async ({ ticket }, asker) => ({ begun: await answer(ticket, asker, replyTo) }),
    'reveal.edit': async ({ ticket }, asker) => ({ begun: await answer(ticket, asker, anew) }),
    'reveal.text': ({ armored }) => read([armored]),
    'reveal.answerText': async ({ armored, name }) => {
      const invited = invitationIn(armored);
      if (!invited) throw new TicketError();
      await messages.answer(invited, name);
      return {};
    },
  };
}

function replyTo(answer: Read): Addressed {
  if (answer.kind === 'channel') return { text: '', replace: false, channel: answer.with.id };
  if (answer.kind !== 'message') throw new TicketError();
  const { conversation, strangers } = answer;
  return { text: '', replace: false, to: everybody(answer), answers: { conversation, strangers } };
}

/** An own text, for whom it was. */
function anew(answer: Read): Addressed {
  if (answer.kind === 'self') return { text: answer.text, replace: false };
  if (answer.kind === 'channel' && answer.isOwn) {
    return { text: answer.text, replace: false, channel: answer.with.id };
  }
  if (answer.kind !== 'message' || !answer.isOwn) throw new TicketError();
  const { text, strangers, with: first } = answer;
  if (first.state === 'invited') return { text, replace: false, invite: first.name };
  return { text, replace: false, to: everybody(answer), answers: { strangers } };
}

/** Sender and recipients, as far as they are contacts (protocol 8.5). */
function everybody(text: Extract<ReadText, { kind: 'message' }>): readonly Id[] {
  return [text.with, ...text.others].map(({ id }) => id);
}

/** The invitation that an armored text is of: it begins with the card, or it is the text right behind one. */
function invitationAt(armored: string, before: readonly string[]): InvitationText | undefined {
  const own = invitationIn(armored);
  if (own) return own;
  const [first] = findArmored(armored);
  return before.map(invitationIn).find((invited) => invited !== undefined && invited.text === first?.armored);
}

/** The card that a frame shows, or that of the invitation. Throws TicketError. */
function cardAt(readings: readonly string[], before: readonly string[]): string {
  const [invited] = readings.flatMap((armored) => invitationAt(armored, before) ?? []);
  const card = invited?.card ?? readings.find((one) => isOf('card', one));
  if (card === undefined) throw new TicketError();
  return card;
}

function isOf(kind: ReturnType<typeof kindOfText>, armored: string): boolean {
  try {
    return kindOfText(armored) === kind;
  } catch {
    return false;
  }
}

async function openReading(vault: OpenVault, armored: string): Promise<string> {
  let key: Bytes | undefined;
  try {
    return await openForSelf((epoch) => (key = vault.domainKey('messages', epoch)?.key), armored);
  } finally {
    if (key) wipe(key);
  }
}
