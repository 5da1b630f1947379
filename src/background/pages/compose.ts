import { wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { fromBase64url, toBase64url } from '../../encoding/index.ts';
import { draftPlace, invitationLine, sealForSelf, textCapacity, UnknownEpochError } from '../../messaging/index.ts';
import type { ComposeTask, ContactRow, FrameAsker, Handlers, KeptDraft, Typed, WriteOutcome } from '../../rpc/index.ts';
import { Channels, heldChannels, mostAround } from '../channels/index.ts';
import { contactRowOf, heldContacts, ownCard } from '../contacts/index.ts';
import { PageMessages } from '../messages/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { on } from './documents.ts';
import type { Documents } from './documents.ts';
import { Drafts } from './drafts.ts';
import { chooseEnterKey, enterKeyOf } from './enter-key.ts';
import type { Addressed, Handover } from './handover.ts';
import type { PagesParts } from './parts.ts';
import { Recipients } from './recipients.ts';
import { TicketError } from './tickets.ts';
import type { Ticket } from './tickets.ts';

export type ComposeNames =
  | 'compose.task'
  | 'compose.keep'
  | 'compose.enter'
  | 'compose.takeOver'
  | 'compose.seal'
  | 'compose.window'
  | 'compose.takeOut';

const nothing: Typed = { text: '', replace: false };
/** Of a window of ours in the place of a frame. */
export const windowSize = { width: 420, height: 320 };

/** Answers what is asked where somebody writes in a page. */
export function composeHandlers(parts: PagesParts, documents: Documents, typed: Handover): Handlers<ComposeNames> {
  const { tickets } = parts;
  const drafts = new Drafts(parts);
  const recipients = new Recipients(parts);
  const messages = new PageMessages(parts);
  const channels = new Channels(parts);
  /** Without those who are no contacts any more; or a channel. Undefined while locked. */
  const peopleOf = async (ids: readonly Id[]): Promise<readonly ContactRow[] | undefined> => {
    const vault = await parts.session.open();
    if (!vault) return undefined;
    const held = await heldContacts(vault);
    const people = ids.flatMap((id) => held.filter((one) => one.id === id).map(contactRowOf));
    return people.length > 0 || ids.length !== 1 ? people : channelOf(vault, ids);
  };
  const sealed = async (
    { text, to, channel, invite, period }: Omit<Addressed, 'replace'>,
    { id, asker }: { id: Id; asker: FrameAsker },
  ): Promise<string> => {
    if (channel !== undefined) return channels.seal({ id: channel, text });
    if (to === undefined && invite === undefined) return sealSelf(parts, text);
    const [{ conversation }, { origin }] = await documents.take(id, asker, 'compose');
    if (invite === undefined) return messages.seal({ text, to: to ?? [], origin, conversation, period });
    return invitationLine(await howTo(), await messages.invite({ text, name: invite, origin }));
  };
  const howTo = async (): Promise<string> =>
    parts.actions.message('inviteLine', `${(await parts.store.place())?.origin ?? ''}/i`);
  /** What stands around a text: of an invitation by the own card, which is as long; of a channel by the longest. */
  const around = async (): Promise<Parameters<typeof capacityOf>[1]> => {
    const vault = await parts.session.open();
    const card = vault && (await ownCard(vault, 0));
    const invitation = invitationLine(await howTo(), { card: card?.armored ?? '', text: '' }).length;
    return { invitation, channel: mostAround(vault ? await heldChannels(vault) : []) };
  };
  return {
    'compose.task': async ({ ticket: id }, asker) => {
      const [ticket, task] = await documents.take(id, asker, 'compose');
      const { site, field, tall, filled, limit } = task;
      const place = draftPlace(site, field);
      const given = typed.take(id);
      // Told once; the frame may load itself anew, and a window may go on for it.
      const { conversation, strangers = ticket.strangers } = given?.answers ?? {};
      const handed = given ? (given.to ?? channelIn(given)) : ticket.to;
      await tickets.note(id, {
        place: toBase64url(place),
        ...(handed === undefined ? {} : { to: handed }),
        ...(conversation === undefined ? {} : { conversation }),
        ...(strangers === undefined ? {} : { strangers }),
      });
      if (given && ticket.windowed === true) {
        await documents.order(ticket, { order: 'moved', ...on(ticket, id) });
        await documents.unguard(ticket.tab);
      }
      const draft = await drafts.find(place);
      const before = given && (ticket.windowed === true ? typedOf(given) : above(draft, given));
      const to = invitedOf(given) ?? (await peopleOf(handed ?? (await recipients.find(fromBase64url(ticket.thread)))));
      return {
        site,
        filled,
        invites: (await parts.store.place()) !== undefined,
        enter: await enterKeyOf(parts.local, site, tall),
        ...(limit === undefined ? {} : { capacity: capacityOf(limit, await around()) }),
        ...(to === undefined ? {} : { to }),
        ...(strangers === undefined ? {} : { strangers }),
        ...(given?.period !== undefined && { period: given.period }),
        ...(before === undefined ? { ...(draft === undefined ? {} : { draft }) } : { typed: before }),
      };
    },

    'compose.window': async ({ ticket: id, text, replace, to, channel, invite, period }, asker) => {
      await tickets.toWindow(id, asker);
      typed.give(id, { text, replace, to, channel, invite, period });
      await parts.actions.openWindow({ path: `compose-window.html#${id}`, ...windowSize }).catch((error: unknown) => {
        typed.take(id);
        throw error;
      });
      return {};
    },

    'compose.keep': async ({ ticket: id, text, replace }, asker) => {
      await drafts.keep(placeOf(await tickets.claim(id, asker, 'compose')), { text, replace });
      return {};
    },

    'compose.enter': async ({ ticket: id, enter }, asker) => {
      const [, { site }] = await documents.take(id, asker, 'compose');
      await chooseEnterKey(parts.local, site, enter);
      return {};
    },

    'compose.takeOver': async ({ ticket: id }, asker) => {
      const ticket = await tickets.claim(id, asker, 'compose');
      const text = await documents.order(ticket, { order: 'read', ...on(ticket, id) });
      return { text: typeof text === 'string' ? text : '' };
    },

    'compose.seal': async ({ ticket: id, text, replace, to, channel, invite, period }, asker) => {
      const ticket = await tickets.claim(id, asker, 'compose');
      const armored = await sealed({ text, to, channel, invite, period }, { id, asker });
      // Whoever answers is nobody yet to be preselected.
      if (invite === undefined) await recipients.keep(fromBase64url(ticket.thread), to ?? channelIn({ channel }));
      const put = await documents.order(ticket, { order: 'put', ...on(ticket, id), text: armored, replace });
      const outcome = outcomeOf(put);
      // It stands in the page: a lock that fell meanwhile only leaves a draft behind, and is no failure of this.
      if (outcome === 'put' && ticket.place !== undefined) {
        await drafts.keep(placeOf(ticket), nothing).catch(() => undefined);
      }
      return { outcome, armored };
    },

    'compose.takeOut': async ({ ticket: id, armored }, asker) => {
      const ticket = await tickets.claim(id, asker, 'compose');
      const gone = await documents.order(ticket, { order: 'takeOut', ...on(ticket, id), text: armored });
      return { gone: gone === true };
    },
  };
}

async function sealSelf({ session }: PagesParts, text: string): Promise<string> {
  const vault = await session.messages();
  const key = vault.domainKey('messages');
  if (!key) throw new UnknownEpochError();
  return sealForSelf(key, text).finally(() => wipe(key.key));
}

/** `invitation`: characters of one besides its text. `channel`: bytes of a channel's text besides what is typed. */
function capacityOf(
  limit: number,
  { invitation, channel: aroundChannel }: { readonly invitation: number; readonly channel: number },
): NonNullable<ComposeTask['capacity']> {
  const [self, others] = [textCapacity('self', limit), textCapacity('message', limit)];
  const channel = textCapacity('channel', limit) - aroundChannel;
  return { self, others, channel, invited: textCapacity('message', limit - invitation) };
}

async function channelOf(vault: OpenVault, ids: readonly Id[]): Promise<readonly ContactRow[]> {
  const held = (await heldChannels(vault)).filter(({ id }) => ids.includes(id));
  return held.map(({ id, channel }) => ({ id, name: channel.name, state: 'channel' }));
}

function channelIn({ channel }: Pick<Addressed, 'channel'>): readonly Id[] {
  return channel === undefined ? [] : [channel];
}

/** Whom what was handed on invites. */
function invitedOf(given: Addressed | undefined): readonly ContactRow[] | undefined {
  return given?.invite === undefined ? undefined : [{ id: '', name: given.invite, state: 'invited' }];
}

function typedOf({ text, replace }: Addressed): Typed {
  return { text, replace };
}

/** A text that comes back to be written anew stands below what was kept at that field: nothing of either is lost. */
function above(draft: KeptDraft | null | undefined, { text, replace }: Typed): Typed | undefined {
  if (text === '') return undefined;
  return { text: draft ? `${draft.text}\n${text}` : text, replace };
}

/** Where its drafts lie: known since the frame asked what it is about. */
function placeOf({ place }: Ticket): Bytes {
  if (place === undefined) throw new TicketError();
  return fromBase64url(place);
}

/** A document that is gone, or that answers anything else, has not taken the text. */
function outcomeOf(answer: unknown): WriteOutcome {
  return answer === 'put' || answer === 'unproven' || answer === 'paste' ? answer : 'refused';
}
