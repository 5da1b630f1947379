import { newId, wipe } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import type { ChannelKey } from '../../messaging/index.ts';
import {
  ageOf,
  channelOfText,
  channelSecret,
  currentKey,
  firstKey,
  isDue,
  nextKey,
  openForChannel,
  sealForChannel,
  takeKey,
} from '../../messaging/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { NotConnectedError } from '../../vault/index.ts';
import type { Channel } from '../../wire/index.ts';
import { chatPassword } from './chat-password.ts';
import { NoChatPasswordError, WrongChatPasswordError } from './errors.ts';
import { addChannel, heldChannel, heldChannels, keysOf, knownSince, saveChannel, withKeys } from './held.ts';
import type { HeldChannel } from './held.ts';
import { afterReading } from './known.ts';
import { judgeOwn, judgeStrength } from './judge.ts';
import type { ChannelsParts } from './parts.ts';

/** A text of a channel as pages have it. */
export type ReadChannelText =
  | {
      readonly kind: 'channel';
      readonly with: { readonly id: Id; readonly name: string };
      readonly text: string;
      readonly isOwn: boolean;
      /** Its writer's clock, never ahead of ours. */
      readonly at: number;
      /** It is of a key that counts no more, and not of the last few before. */
      readonly isOld: boolean;
    }
  /** Of a channel that isn't known here. */
  | { readonly kind: 'unknown-channel' };

/**
 * Channels of this vault: made, joined, written and read. All that members have to tell each other stands in the texts; where a channel
 * names a store, its keys are announced there, too.
 */
export class Channels {
  readonly #parts: ChannelsParts;

  constructor(parts: ChannelsParts) {
    this.#parts = parts;
  }

  /**
   * Answers the id of its record. `password` absent: the one for all chats. `atStore`: keys are announced at the own store, too, if there
   * is one. Throws WeakChatPasswordError, OwnPasswordError,
   * NoChatPasswordError.
   */
  async make({
    name,
    password: given,
    atStore,
  }: {
    readonly name: string;
    readonly password?: string | undefined;
    readonly atStore: boolean;
  }): Promise<Id> {
    const { session, clock, store } = this.#parts;
    const password = given ?? (await chatPassword(await session.messages()));
    if (password === undefined) throw new NoChatPasswordError();
    await judgeStrength(this.#parts, password);
    const channel = newId();
    const origin = atStore ? (await store.place())?.origin : undefined;
    return this.#begin({ channel, name, password }, () =>
      Promise.resolve({ key: firstKey(channel, clock()), ...(origin !== undefined && { store: origin }) }),
    );
  }

  /**
   * By any text of the channel. Answers the id of its record. Throws WrongChatPasswordError, OwnPasswordError, and for what is no
   * text of a channel ArmorDamagedError, ArmorVersionError.
   */
  async join(asked: { readonly armored: string; readonly name: string; readonly password: string }): Promise<Id> {
    const { armored, name, password } = asked;
    const channel = channelOfText(armored);
    const vault = await this.#parts.session.messages();
    const held = (await heldChannels(vault)).find((one) => one.channel.channel === channel);
    if (held) return held.id;
    return this.#begin({ channel, name, password }, async (secret) => {
      const opened = await openForChannel({ channel, secret }, armored).catch(() => undefined);
      if (!opened) throw new WrongChatPasswordError();
      return { key: opened.key, ...(opened.store && { store: opened.store.origin }) };
    });
  }

  /** Armors a text for a channel; under another key, if one is due. Throws ChannelGoneError, ChannelFullError. */
  async seal({ id, text }: { readonly id: Id; readonly text: string }): Promise<string> {
    const { session, clock, topics } = this.#parts;
    const vault = await session.messages();
    const held = await topics.withHeard(await heldChannel(vault, id));
    const now = clock();
    const { channel } = held;
    const since = knownSince(channel, currentKey(keysOf(channel))) ?? channel.createdAt;
    const kept = isDue({ since, othersAt: channel.othersAt }, now) ? await this.#renew(vault, held) : channel;
    topics.glance(id);
    const current = currentKey(keysOf(kept));
    const { member, store: origin, atStore } = kept;
    const store = origin === undefined ? undefined : { origin, hasKey: atStore === toBase64url(current.hash) };
    return sealForChannel(kept, current, { member, time: now, text, store });
  }

  /**
   * Keys of a channel that was begun over the page alone are announced at the own store, too, from now on; one that has a store keeps it.
   * Throws ChannelGoneError, NotConnectedError.
   */
  async announce(id: Id): Promise<void> {
    const { session, clock, store, tell, topics } = this.#parts;
    const vault = await session.messages();
    const held = await heldChannel(vault, id);
    if (held.channel.store !== undefined) return;
    const place = await store.place();
    if (!place) throw new NotConnectedError();
    await saveChannel(vault, held, { ...held.channel, store: place.origin, updatedAt: clock() });
    tell({ type: 'messages' });
    topics.nudge(id);
  }

  /** Another key, from the next text on. Throws ChannelGoneError, ChannelFullError. */
  async refresh(id: Id): Promise<void> {
    const vault = await this.#parts.session.messages();
    await this.#renew(vault, await this.#parts.topics.withHeard(await heldChannel(vault, id)));
    this.#parts.tell({ type: 'messages' });
  }

  /**
   * Reads an armored text of kind channel, and takes over the key that it brings. Throws ArmorDamagedError, ArmorVersionError, and
   * DecryptionError for what no member wrote.
   */
  async read(armored: string): Promise<ReadChannelText> {
    const vault = await this.#parts.session.messages();
    const channel = channelOfText(armored);
    const found = (await heldChannels(vault)).find((one) => one.channel.channel === channel);
    if (!found) return { kind: 'unknown-channel' };
    const held = await this.#parts.topics.withHeard(found);
    const opened = await openForChannel(held.channel, armored);
    const now = this.#parts.clock();
    const next = afterReading(held.channel, opened, now);
    if (next !== held.channel) {
      await saveChannel(vault, held, next);
      this.#parts.tell({ type: 'messages' });
      if (isToAsk(held.channel, next)) this.#parts.topics.nudge(held.id);
    }
    const { keep, name, member } = next;
    return {
      kind: 'channel',
      with: { id: held.id, name },
      text: opened.text,
      isOwn: opened.member === member,
      at: Math.min(opened.time, now),
      isOld: keep !== 0 && ageOf(keysOf(next), opened.key) >= keep,
    };
  }

  async #begin(
    { channel, name, password }: Pick<Channel, 'channel' | 'name' | 'password'>,
    from: (secret: Channel['secret']) => Promise<{ readonly key: ChannelKey; readonly store?: string }>,
  ): Promise<Id> {
    const { session, stretch, clock, tell, topics } = this.#parts;
    const vault = await session.messages();
    const secret = await channelSecret(password, channel, stretch);
    try {
      const { key, ...at } = await from(secret);
      await judgeOwn(this.#parts, password);
      const now = clock();
      const begun = {
        channel,
        name,
        password,
        ...at,
        secret,
        member: newId(),
        keep: 3,
        keys: [],
        members: [],
      } as const;
      const made = withKeys({ ...begun, keys: [], members: [], createdAt: now, updatedAt: now }, [key], now);
      const id = await addChannel(vault, made);
      tell({ type: 'messages' });
      topics.nudge(id);
      return id;
    } finally {
      wipe(secret);
    }
  }

  async #renew(vault: OpenVault, held: HeldChannel): Promise<Channel> {
    const now = this.#parts.clock();
    const keys = keysOf(held.channel);
    const key = nextKey(held.channel.channel, keys, now);
    const next = { ...withKeys(held.channel, takeKey(keys, key), now), madeHere: toBase64url(key.hash) };
    await saveChannel(vault, held, next);
    this.#parts.topics.nudge(held.id);
    return next;
  }
}

/** Whether what a text brought is a reason to ask its channel's store. */
function isToAsk(before: Channel, after: Channel): boolean {
  return after.keys !== before.keys || after.doubted !== before.doubted || after.store !== before.store;
}
