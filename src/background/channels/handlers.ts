import type { Id } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import { currentKey } from '../../messaging/index.ts';
import type { ChannelLook, ChannelRow, Handlers } from '../../rpc/index.ts';
import type { Channel } from '../../wire/index.ts';
import { Channels } from './channels.ts';
import { heldChannel, heldChannels, keysOf, knownSince, removeChannel, saveChannel } from './held.ts';
import type { HeldChannel } from './held.ts';
import type { ChannelsParts } from './parts.ts';

type Question =
  | 'channels.list'
  | 'channels.look'
  | 'channels.make'
  | 'channels.join'
  | 'channels.refresh'
  | 'channels.announce'
  | 'channels.keyText'
  | 'channels.rename'
  | 'channels.keep'
  | 'channels.leave';

/** So many former keys are shown. */
const SHOWN_KEYS = 10;

/** Answers what windows of ours ask about channels. Where a text says so, frames in pages may see their names. */
export function channelHandlers(parts: ChannelsParts): Handlers<Question> {
  const { session, clock, tell, topics } = parts;
  const channels = new Channels(parts);
  const change = async (id: Id, how: (channel: Channel) => Channel) => {
    const vault = await session.vault();
    const held = await heldChannel(vault, id);
    await saveChannel(vault, held, { ...how(held.channel), updatedAt: clock() });
    tell({ type: 'messages' });
    return {};
  };
  return {
    'channels.list': async () => {
      // A frame in a page looks when it comes up: that puts no lock off.
      const vault = await session.open();
      const held = vault ? await heldChannels(vault) : [];
      return (await Promise.all(held.map((one) => topics.withHeard(one)))).map(rowOf).toSorted(byName);
    },
    'channels.look': async ({ id }) => {
      const look = lookOf(await topics.withHeard(await heldChannel(await session.messages(), id)));
      topics.glance(id);
      return look;
    },
    'channels.make': async (made) => ({ id: await channels.make(made) }),
    'channels.join': async (asked) => ({ id: await channels.join(asked) }),
    'channels.refresh': async ({ id }) => {
      await channels.refresh(id);
      return {};
    },
    'channels.announce': async ({ id }) => {
      await channels.announce(id);
      return {};
    },
    'channels.keyText': async ({ id }) => ({ armored: await channels.seal({ id, text: '' }) }),
    'channels.rename': ({ id, name }) => change(id, (channel) => ({ ...channel, name })),
    'channels.keep': ({ id, keep }) => change(id, (channel) => ({ ...channel, keep })),
    'channels.leave': async ({ id }) => {
      const vault = await session.vault();
      await removeChannel(vault, await heldChannel(vault, id));
      tell({ type: 'messages' });
      return {};
    },
  };
}

/** A channel as chips and rows show it. */
function rowOf({ id, channel }: HeldChannel): ChannelRow {
  const current = currentKey(keysOf(channel));
  const keys = channel.madeHere === toBase64url(current.hash) ? 'pending' : 'refreshed';
  return { id, name: channel.name, keys, since: knownSince(channel, current) ?? channel.createdAt };
}

function lookOf(held: HeldChannel): ChannelLook {
  const { password, keep, members, keys, store, untoldAt } = held.channel;
  const newestFirst = keys.toSorted((one, other) => other.number - one.number);
  const history = newestFirst.slice(0, SHOWN_KEYS).map(({ number, since }) => ({ number, since }));
  const told = { ...(store !== undefined && { store }), ...(untoldAt !== undefined && { untoldAt }) };
  return { ...rowOf(held), password, keep, seen: members.length, history, ...told };
}

function byName(one: ChannelRow, other: ChannelRow): number {
  return one.name.localeCompare(other.name);
}
