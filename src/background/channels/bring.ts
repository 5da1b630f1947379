import type { ExportedVault, OpenVault } from '../../vault/index.ts';
import type { Channel } from '../../wire/index.ts';
import { readChannel } from '../../wire/index.ts';
import { takeKey } from '../../messaging/index.ts';
import { fieldOf } from '../context/index.ts';
import { bringChatPassword } from './chat-password.ts';
import { addChannel, heldChannels, keysOf, saveChannel, withKeys } from './held.ts';

/**
 * Channels and chat password of another vault, of a sealed export or one that goes into an account: they stand under names that only
 * their own vault finds, so each is written under this one's. One that is here already gains the keys; what is no channel is left out.
 */
export async function bringChannels(
  vault: OpenVault,
  from: Pick<ExportedVault, 'records'>,
  now: number,
): Promise<void> {
  const bodies = from.records.flatMap(({ domain, body }) => (domain === 'channels' ? [body] : []));
  for (const channel of bodies.flatMap(channelOf)) await bring(vault, channel, now);
  const password = bodies.map((body) => fieldOf(body, 'password')).find((_, at) => isChatPassword(bodies[at]));
  if (typeof password === 'string') await bringChatPassword(vault, password, now);
}

async function bring(vault: OpenVault, channel: Channel, now: number): Promise<void> {
  const held = (await heldChannels(vault)).find((one) => one.channel.channel === channel.channel);
  if (!held) {
    await addChannel(vault, channel);
    return;
  }
  const before = keysOf(held.channel);
  const keys = keysOf(channel).reduce(takeKey, before);
  if (keys !== before) await saveChannel(vault, held, withKeys(held.channel, keys, now));
}

function channelOf(body: unknown): Channel[] {
  try {
    return [readChannel(body)];
  } catch {
    return [];
  }
}

function isChatPassword(body: unknown): boolean {
  return fieldOf(body, 'password') !== undefined && fieldOf(body, 'channel') === undefined;
}
