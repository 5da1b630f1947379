import type { Id } from '../../encoding/index.ts';
import { fromBase64url, toBase64url } from '../../encoding/index.ts';
import type { ChannelKey } from '../../messaging/index.ts';
import { aroundChannelText } from '../../messaging/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Channel } from '../../wire/index.ts';
import { channelBody, readChannel } from '../../wire/index.ts';
import { listedIds, listPut } from '../context/index.ts';
import { ChannelGoneError } from './errors.ts';

/** The record that lists the records of all channels. */
const list = { domain: 'channels', name: 'channels', field: 'channels' } as const;

/** A channel as its record holds it. */
export interface HeldChannel {
  readonly id: Id;
  readonly revision: number;
  readonly channel: Channel;
}

/** All of them, in no order; what can't be read is left out. */
export async function heldChannels(vault: OpenVault): Promise<readonly HeldChannel[]> {
  const { ids } = await listedIds(vault, list);
  const records = await vault.records.readMany(ids);
  return records.flatMap(({ id, revision, body }) => {
    try {
      return [{ id, revision, channel: readChannel(body) }];
    } catch {
      return [];
    }
  });
}

/** By its record. Throws ChannelGoneError. */
export async function heldChannel(vault: OpenVault, id: Id): Promise<HeldChannel> {
  const held = (await heldChannels(vault)).find((one) => one.id === id);
  if (!held) throw new ChannelGoneError();
  return held;
}

/** In one commit with its place in the list. Answers the id of its record. */
export async function addChannel(vault: OpenVault, channel: Channel): Promise<Id> {
  const id = vault.records.namedId(`channel ${channel.channel}`);
  const listed = await listedIds(vault, list);
  const base = vault.records.has(id) ? { base: (await vault.records.read(id)).revision } : {};
  const put = { id, domain: 'channels', body: channelBody(channel), ...base } as const;
  await vault.records.write({ put: [put, listPut(vault, list, listed, [...listed.ids, id])] });
  return id;
}

/** Edits of it in another browser are merged with this one: of its keys all stay. */
export async function saveChannel(vault: OpenVault, { id, revision }: HeldChannel, channel: Channel): Promise<void> {
  await vault.records.save({ id, domain: 'channels', body: channelBody(channel), base: revision });
}

export async function removeChannel(vault: OpenVault, { id, revision }: HeldChannel): Promise<void> {
  const listed = await listedIds(vault, list);
  const others = listed.ids.filter((other) => other !== id);
  await vault.records.write({ put: [listPut(vault, list, listed, others)], remove: [{ id, base: revision }] });
}

/** Its keys, in no order. */
export function keysOf({ keys }: Channel): readonly ChannelKey[] {
  return keys.map(({ id, number, parent, key, time }) => ({
    ...{ number, parent, key, time },
    hash: fromBase64url(id),
  }));
}

/** The channel with these keys; those that are new to it are known from now on. */
export function withKeys(channel: Channel, keys: readonly ChannelKey[], now: number): Channel {
  const since = new Map(channel.keys.map((one) => [one.id, one.since]));
  const entries = keys.map(({ hash, number, parent, key, time }) => {
    const id = toBase64url(hash);
    return { id, number, parent, key, time, since: since.get(id) ?? now };
  });
  return { ...channel, keys: entries, updatedAt: now };
}

/** Since when a key is known here; undefined: it isn't. */
export function knownSince({ keys }: Channel, { hash }: Pick<ChannelKey, 'hash'>): number | undefined {
  const id = toBase64url(hash);
  return keys.find((one) => one.id === id)?.since;
}

/** Bytes that stand beside what is typed, in the texts of whichever of these has the most. */
export function mostAround(channels: readonly HeldChannel[]): number {
  return Math.max(aroundChannelText(undefined), ...channels.map(({ channel }) => aroundChannelText(channel.store)));
}
