import * as v from 'valibot';
import type { Done } from '../question.ts';
import { ask, frame, id, name, nothing, ours, secretText, ticket, window } from '../question.ts';

/** A channel as lists and chips show it. */
export interface ChannelRow {
  readonly id: string;
  readonly name: string;
  /** `pending`: a key that was made here, which no other member is known to have. */
  readonly keys: 'refreshed' | 'pending';
  /** Since when its key counts here, in milliseconds since 1970. */
  readonly since: number;
}

/** One channel, looked at. */
export interface ChannelLook extends ChannelRow {
  readonly password: string;
  /** Other members of whom something was read in the last 30 days: a claim. */
  readonly seen: number;
  /** So many keys back a text counts as new; 0: however old. */
  readonly keep: 0 | 3 | 10;
  /** The origin of the store at which its members may announce keys. */
  readonly store?: string;
  /** When it turned out that the store didn't tell a key which another member's text says it has. */
  readonly untoldAt?: number;
  /** Newest first, as many as are kept and ten at most: since when each was known here. */
  readonly history: readonly { readonly number: number; readonly since: number }[];
}

/** A text whose channel isn't known here, in a window that asks for the chat password. */
export interface JoiningView {
  readonly armored: string;
  /** Of the page that it stands in. */
  readonly site: string;
}

const one = v.strictObject({ id });
const armored = v.pipe(v.string(), v.minLength(1), v.maxLength(200_000));

/** People who share only a chat password. It is typed in windows of ours alone, never in a frame inside a page. */
export const channelQuestions = {
  /** Names and badges, also while messages are locked; nothing while everything is. */
  'channels.list': ask<readonly ChannelRow[]>()(ours, nothing),
  'channels.look': ask<ChannelLook>()(window, one),
  /**
   * Without a password: by the one for all chats. `atStore`: keys are announced at the own store, too. Throws `chat-password-weak`,
   * `chat-password-own`, `no-chat-password`.
   */
  'channels.make': ask<{ readonly id: string }>()(
    window,
    v.strictObject({ name, password: v.exactOptional(secretText), atStore: v.boolean() }),
  ),
  /** The frame over a text asks for the window below. */
  'channels.beginJoin': ask<Done>()(frame, v.strictObject({ ticket })),
  /** The frame to write in asks for the window in which a channel is made. */
  'channels.beginMake': ask<Done>()(frame, v.strictObject({ ticket })),
  /** What such a window is about. Throws `no-ticket` once that is over. */
  'channels.joining': ask<JoiningView>()(window, one),
  /** By any text of the channel. Throws `wrong-chat-password`, and `chat-password-own`. */
  'channels.join': ask<{ readonly id: string }>()(window, v.strictObject({ armored, name, password: secretText })),
  /** Another key, from now on. */
  'channels.refresh': ask<Done>()(window, one),
  /** Its keys are announced at the own store, too, from now on. Throws `not-connected`. */
  'channels.announce': ask<Done>()(window, one),
  /** A text that says nothing and brings the key that counts, for the clipboard. */
  'channels.keyText': ask<{ readonly armored: string }>()(window, one),
  'channels.rename': ask<Done>()(window, v.strictObject({ id, name })),
  'channels.keep': ask<Done>()(window, v.strictObject({ id, keep: v.picklist([0, 3, 10]) })),
  /** Password and keys go from this vault: only the password brings them back. */
  'channels.leave': ask<Done>()(window, one),
} as const;
