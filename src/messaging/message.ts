import { DecryptionError, digest, equal, openOnce, randomBytes, sealOnce, sha256, wipe } from '../crypto/index.ts';
import type { Bytes } from '../encoding/index.ts';
import { associate, concat, fromHex, fromUtf8, pad, toHex, toUtf8, unpad } from '../encoding/index.ts';
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
  const id = idOf(key, ad, sealed);
  return { key, id, armored: armor(concat(head, id, sealed)) };
}

/**
 * The ids that the first armored text in `armored` may have, to look its key up by; more than one where its end isn't clear.
 * Throws ArmorDamagedError, and ArmorVersionError for a text of another kind.
 */
export function messageIds(armored: string): readonly Bytes[] {
  const ids = readings(armored).map(({ id }) => id);
  return ids.filter((id, at) => ids.findIndex((other) => equal(other, id)) === at);
}

/**
 * Opens the first armored text in `armored`. Throws ArmorDamagedError, ArmorVersionError, and DecryptionError for a key or a
 * binding that is not this text's: the id is judged first, so nothing else than what the sender hashed is ever opened.
 */
export async function openMessage(armored: string, key: Bytes, binding: MessageBinding): Promise<string> {
  const ad = bindingOf(binding);
  const own = readings(armored).find(({ id, sealed }) => equal(id, idOf(key, ad, sealed)));
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

function readings(armored: string): readonly Reading[] {
  const texts = dearmor(armored);
  const [{ [1]: kind }] = texts;
  if (kind !== kinds.message) throw new ArmorVersionError();
  return texts.map((text) => ({ id: text.slice(head.length, SEALED_AT), sealed: text.slice(SEALED_AT) }));
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

function idOf(key: Bytes, message: Bytes, sealed: Bytes): Bytes {
  return digest('message/id', { key, message, ciphertext: sha256(sealed) }).slice(0, ID_BYTES);
}
