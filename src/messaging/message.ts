import { DecryptionError, digest, equal, openOnce, randomBytes, sealOnce, sha256, wipe } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { associate, concat, fromHex, fromId, fromUtf8, pad, toHex, toUtf8, unpad } from '../encoding/index.ts';
import { armor } from './armor.ts';
import { ArmorVersionError } from './errors.ts';
import { dearmor } from './find.ts';
import { kinds, VERSION } from './layout.ts';

const KEY_BYTES = 32;
const ID_BYTES = 24;
const head = new Uint8Array([VERSION, kinds.message]);
const SEALED_AT = head.length + ID_BYTES;

/** What a text is bound to: all of it is told by the envelope that brings its key. */
export interface MessageBinding {
  /** The sender's account identity, 32 bytes. */
  readonly sender: Bytes;
  /** 16 bytes. */
  readonly conversation: Bytes;
  /** The account identities of all that it is for, in any order. */
  readonly recipients: readonly Bytes[];
}

/** A text as it stands in a page, with what opens it. */
export interface SealedMessage {
  /** K, 32 bytes: travels by the ratchet, never in the page. */
  readonly key: Bytes;
  /** 24 bytes: what the text is found by. */
  readonly id: Bytes;
  /** SHA-256 of its ciphertext: with key and binding its id is known. */
  readonly ciphertext: Bytes;
  readonly armored: string;
}

/**
 * Seals a text for others (protocol 8.3) under a fresh key, and armors it: version, kind, id, AES-GCM of the padded text. The
 * id is a hash of key, binding and ciphertext, so one id is one text for everybody, also when its sender lies.
 */
export async function sealMessage(text: string, binding: MessageBinding): Promise<SealedMessage> {
  const key = randomBytes(KEY_BYTES);
  const ad = bindingOf(binding);
  const padded = pad(toUtf8(text));
  const sealed = await sealOnce(key, padded, ad);
  wipe(padded);
  const ciphertext = sha256(sealed);
  const id = idOf(key, ad, ciphertext);
  return { key, id, ciphertext, armored: armor(concat(head, id, sealed)) };
}

/** What a text is bound to, by a body of kind `key` or by its archived record. */
export function bindingOfText(said: {
  readonly identity: Bytes;
  readonly conversation: Id;
  readonly recipients: readonly { readonly identity: Bytes }[];
  readonly invitation?: Bytes | undefined;
}): MessageBinding {
  const { identity, conversation, recipients, invitation } = said;
  const people = invitation ? [invitation] : recipients.map((one) => one.identity);
  return { sender: identity, conversation: fromId(conversation), recipients: people };
}

/** The id of a text that was not seen yet, by what its envelope says: 24 bytes. `ciphertext`: its hash, 32 bytes. */
export function messageId(key: Bytes, binding: MessageBinding, ciphertext: Bytes): Bytes {
  return idOf(key, bindingOf(binding), ciphertext);
}

/**
 * The id that the first armored text in `armored` says of itself, to look its key up by: it stands before everything whose end may
 * not be clear. Throws ArmorDamagedError, and ArmorVersionError for a text of another kind.
 */
export function idOfText(armored: string): Bytes {
  return readings(armored)[0].id;
}

/**
 * Opens the first armored text in `armored`. Throws ArmorDamagedError, ArmorVersionError, and DecryptionError for a key or a
 * binding that is not this text's: the id is judged first, so nothing else than what the sender hashed is ever opened.
 */
export async function openMessage(armored: string, key: Bytes, binding: MessageBinding): Promise<string> {
  const ad = bindingOf(binding);
  const own = readings(armored).find(({ id, sealed }) => equal(id, idOf(key, ad, sha256(sealed))));
  if (!own) throw new DecryptionError();
  const padded = await openOnce(key, own.sealed, ad);
  const plain = fromUtf8(unpad(padded));
  wipe(padded);
  return plain;
}

interface Reading {
  readonly id: Bytes;
  readonly sealed: Bytes;
}

/** One or more: the shortest is longer than head and id, so all of them name the same one. */
function readings(armored: string): readonly [Reading, ...Reading[]] {
  const [first, ...others] = dearmor(armored);
  if (first[1] !== kinds.message) throw new ArmorVersionError();
  return [readingOf(first), ...others.map(readingOf)];
}

function readingOf(text: Bytes): Reading {
  return { id: text.slice(head.length, SEALED_AT), sealed: text.slice(SEALED_AT) };
}

function bindingOf({ sender, conversation, recipients }: MessageBinding): Bytes {
  const [version, kind] = [head.slice(0, 1), head.slice(1, 2)];
  const sorted = recipients.map(toHex).toSorted().map(fromHex);
  const identities = sha256(concat(...sorted));
  return associate('message', {
    ...{ version, kind, sender, conversation },
    recipients: digest('message/recipients', { identities }),
  });
}

function idOf(key: Bytes, message: Bytes, ciphertext: Bytes): Bytes {
  return digest('message/id', { key, message, ciphertext }).slice(0, ID_BYTES);
}
