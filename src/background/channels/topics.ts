import { sha256, wipe } from '../../crypto/index.ts';
import type { KeyPair } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { bytes, fromBase64url, toBase64url } from '../../encoding/index.ts';
import { newTurns } from '../../flow/index.ts';
import { currentKey, openAnnouncements, sealAnnouncement, topicKey } from '../../messaging/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import { appendToTopic, readTopic, RefusedError } from '../../sync/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Channel, TopicNews } from '../../wire/index.ts';
import type { Context } from '../context/index.ts';
import type { StoreLink } from '../link/index.ts';
import type { HeldChannel } from './held.ts';
import { heldChannel, heldChannels, keysOf, knownSince, saveChannel } from './held.ts';
import type { ToldKeys } from './known.ts';
import { afterHeard, afterTaken, afterTold } from './known.ts';

/** Who only looks asks again after so many milliseconds. */
const LOOKED_FOR = 15 * 60_000;
/** Other members announce at the same time: so often it is tried again behind theirs. */
const TRIES = 5;
/** What is heard of one channel and not taken over yet: its newest. */
const MOST_HEARD = 64;

interface TopicsParts extends Pick<Context, 'session' | 'clock' | 'tell'> {
  readonly store: Pick<StoreLink, 'place' | 'client'>;
}

/** What this browser was told of a topic since it was started: what it forgets is told again. */
interface Told {
  /** The place of the newest announcement, and its SHA-256. */
  readonly newest: number;
  readonly last: Bytes;
  /** Hashes of keys. */
  readonly ids: ReadonlySet<string>;
}

const nothing: Told = { newest: 0, last: bytes(32), ids: new Set() };

/**
 * Announces keys of channels at their store and hears there of others (protocol 8.9). Asked is only the store that this vault is at
 * itself: who isn't there goes on with the page alone. What waits is not kept: it is whatever key counts and isn't at the store.
 */
export class ChannelTopics {
  readonly #parts: TopicsParts;
  readonly #turns = newTurns();
  /** By who one is in a channel: whoever left it and comes back is told everything. */
  readonly #told = new Map<Id, Told>();
  readonly #lookedAt = new Map<Id, number>();
  /** Announcements as they came, sealed; by who one is in a channel. */
  readonly #heard = new Map<Id, readonly Bytes[]>();

  constructor(parts: TopicsParts) {
    this.#parts = parts;
  }

  /**
   * What somebody announced at the own store, which tells it to everybody there: so it learns from nobody's listening who is a member. For
   * that nothing follows that it would see, neither a request nor a commit: what is heard is known in memory until the channel is used.
   * Never rejects.
   */
  async hear({ announcement }: TopicNews): Promise<void> {
    const { session, store, clock, tell } = this.#parts;
    const sealed = fromBase64url(announcement);
    const vault = await session.open().catch(() => undefined);
    const origin = (await store.place().catch(() => undefined))?.origin;
    const all = vault ? await heldChannels(vault).catch(() => []) : [];
    for (const held of all.filter(({ channel }) => channel.store !== undefined && channel.store === origin)) {
      const [key] = await openAnnouncements(held.channel, [sealed]);
      const { channel } = await this.withHeard(held);
      if (!key || knownSince(channel, key) !== undefined) continue;
      const { member } = channel;
      this.#heard.set(member, [...(this.#heard.get(member) ?? []), sealed].slice(-MOST_HEARD));
      // Nobody who looks at it now asks for what was just told.
      this.#lookedAt.set(held.id, clock());
      tell({ type: 'messages', later: true });
    }
  }

  /** A channel with what was heard of it. */
  async withHeard(held: HeldChannel): Promise<HeldChannel> {
    const heard = this.#heard.get(held.channel.member);
    if (!heard) return held;
    const keys = await openAnnouncements(held.channel, heard);
    return { ...held, channel: afterHeard(held.channel, keys, this.#parts.clock()) };
  }

  /** All channels; what fails is done another time. Never rejects. */
  async look(): Promise<void> {
    const vault = await this.#parts.session.open().catch(() => undefined);
    const held = vault ? await heldChannels(vault).catch(() => []) : [];
    for (const { id, channel } of held) if (channel.store !== undefined) await this.sync(id).catch(() => undefined);
  }

  /** Somebody looks at a channel, or writes there: asked every quarter of an hour. Nobody waits for it. */
  glance(id: Id): void {
    const at = this.#lookedAt.get(id) ?? -Infinity;
    if (this.#parts.clock() - at >= LOOKED_FOR) this.nudge(id);
  }

  /** Something is to be announced, or to be asked for. Nobody waits for it. */
  nudge(id: Id): void {
    void this.sync(id).catch(() => undefined);
  }

  /** Until the key that counts is known here and at the store. Throws what the store throws, and ChannelGoneError. */
  sync(id: Id): Promise<void> {
    return this.#turns.take(async () => {
      const { session, store, clock } = this.#parts;
      const vault = await session.open();
      if (!vault) return;
      const { channel } = await heldChannel(vault, id);
      if (channel.store === undefined || (await store.place())?.origin !== channel.store) return;
      this.#lookedAt.set(id, clock());
      const client = await store.client();
      const key = await topicKey(channel.secret);
      try {
        for (let left = TRIES; left > 0; left -= 1) if (await this.#round(vault, id, client, key)) return;
      } finally {
        wipe(key.privateKey);
      }
    });
  }

  /** Answers whether nothing is left to do. */
  async #round(vault: OpenVault, id: Id, client: StoreClient, key: KeyPair): Promise<boolean> {
    const { channel: before } = await heldChannel(vault, id);
    const [told, keys] = await this.#hear(before, client, key);
    const channel = await this.#change(vault, id, (held) => afterTold(held, keys, this.#parts.clock()));
    // What could not be kept is told again.
    this.#told.set(before.member, told);
    this.#heard.delete(before.member);
    const current = currentKey(keysOf(channel));
    if (told.ids.has(toBase64url(current.hash))) return true;
    const sealed = await sealAnnouncement(channel.secret, channel.channel, current);
    try {
      await appendToTopic(client, key, told.last, sealed);
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'conflict') return false;
      throw error;
    }
    // What was announced is told with the rest, the next time.
    await this.#change(vault, id, (held) => afterTaken(held, current, this.#parts.clock()));
    return true;
  }

  async #hear(channel: Channel, client: StoreClient, key: KeyPair): Promise<readonly [Told, ToldKeys]> {
    let before = this.#told.get(channel.member) ?? nothing;
    let answer = await readTopic(client, key, before.newest);
    if (answer.newest < before.newest) {
      // The store went back to a former state, or forgot the topic.
      before = nothing;
      answer = await readTopic(client, key, 0);
    }
    const keys = await openAnnouncements(channel, answer.announcements);
    const ids = new Set([...before.ids, ...keys.map(({ hash }) => toBase64url(hash))]);
    const newest = answer.announcements.at(-1);
    const told = { newest: answer.newest, last: newest ? sha256(newest) : before.last, ids };
    return [told, { keys, has: (one) => ids.has(one) }];
  }

  /** As it is by now: it may have been written to meanwhile. */
  async #change(vault: OpenVault, id: Id, how: (channel: Channel) => Channel): Promise<Channel> {
    const held = await heldChannel(vault, id);
    const next = how((await this.withHeard(held)).channel);
    if (next === held.channel) return next;
    await saveChannel(vault, held, next);
    this.#parts.tell({ type: 'messages' });
    return next;
  }
}
