import type { Bytes } from './bytes.ts';
import { bytes } from './bytes.ts';
import { MalformedError } from './errors.ts';
import { toUtf8 } from './text.ts';

/**
 * The one table of everything that is authenticated, hashed or signed and made of several fields (protocol 1): what it
 * is → its fields, in order. A row is never edited once released: a change of meaning is a new row with a new name.
 */
export const layouts = {
  /** HPKE info of the seal of the master key to a slot (2.1). */
  slot: ['account', 'slot', 'kind', 'parameters', 'generation'],
  /** Associated data of the keyring (2.2). */
  keyring: ['account', 'format', 'generation'],
  /** Hash of a slot's seal, of a sealed keyring and of a device list, as a manifest names them (3). */
  'slot/hash': ['seal'],
  'keyring/hash': ['keyring'],
  /** Associated data of a record's sealed record key, and of its body (3). */
  'record/key': ['format', 'account', 'domain', 'epoch', 'record', 'revision'],
  'record/body': ['format', 'account', 'domain', 'epoch', 'record', 'revision'],
  /** Name of a record that every device finds without a list: HMAC input (3). */
  'record/name': ['name'],
  /** Input of the keyed hash whose sum is the record sum, before the blob (3). */
  'record/sum': ['record', 'revision'],
  /** Associated data of a manifest, its hash, and what its author signs (3). */
  manifest: ['account', 'format', 'generation', 'parent'],
  head: ['manifest'],
  authorship: ['account', 'parent', 'manifest'],
  /** Associated data of the snapshot's header, and of a chunk of it (4). */
  snapshot: ['account', 'generation', 'head'],
  'snapshot/chunk': ['account', 'generation', 'chunk', 'chunks'],
  /** Associated data of the device secrets at rest (4). */
  'device/secrets': ['account', 'device', 'generation'],
  /** Associated data of a device row; its id, an HMAC (8.6). */
  row: ['account', 'device', 'table', 'row'],
  'row/name': ['table', 'name'],
  /** What the account identity signs of a device, and what a list key signs of a version of the list (6). */
  'device/certificate': ['account', 'certificate'],
  'device/list': ['account', 'list'],
  'device/list-hash': ['list'],
  /** What a former identity signs of the one that takes its place (6). */
  'device/succession': ['account', 'old', 'new', 'version', 'previous'],
  /** What a device signs that leaves the account by itself (6.2). */
  'device/leave': ['account', 'device', 'head'],
  'session/device': ['origin', 'account', 'device', 'requestKey'],
  /**
   * Linking (6.3): what a code commits to, what a MAC is over, both messages hashed, HPKE info of what is handed over, and what the device
   * signs.
   */
  'link/request': ['agreement', 'nonce', 'requestKey'],
  'link/message': ['rendezvous', 'side', 'message'],
  'link/transcript': ['answer', 'request'],
  'link/about': ['transcript', 'account'],
  link: ['transcript', 'account', 'generation'],
  'link/grant': ['origin', 'account', 'rendezvous', 'transcript', 'requestKey', 'expiry'],
  /** What a device signs of a pre-key (8.2). */
  prekey: ['account', 'device', 'preKey'],
  /** Setting up a session (8.2): what both sides bind it to, hashed. */
  pqxdh: [
    ...(['format', 'accountA', 'accountB', 'identityA', 'identityB', 'deviceA', 'deviceB'] as const),
    ...(['agreementA', 'agreementB', 'signedPreKey', 'kemPreKey', 'oneTimePreKey', 'ephemeral', 'ciphertext'] as const),
  ],
  /** The ratchet (8.2): input of its root key's KDF; associated data of a header, of a KEM block and of a body. */
  'ratchet/root': ['dh', 'kem', 'sender', 'receiver', 'ciphertext'],
  'ratchet/header': [],
  'ratchet/kem': [],
  'ratchet/body': ['session', 'header', 'block'],
  /** A text between people (8.3): its recipients, hashed; associated data; input of the hash that is its id. */
  'message/recipients': ['identities'],
  message: ['version', 'kind', 'sender', 'conversation', 'recipients'],
  'message/id': ['key', 'message', 'ciphertext'],
  /** What an identity signs of a card, what an invitation's text names in the place of recipients, and its conversation (8.1, 8.7). */
  card: ['account', 'card'],
  'card/hash': ['card'],
  invitation: ['card'],
  /** One side of the numbers that two people compare (8.1). */
  safety: ['account', 'identity', 'list'],
  /** Both agreement keys of a set-up, hashed (8.2). */
  agreements: ['sender', 'receiver'],
  /** HPKE info of an envelope; the hash of a body, by which the next one names it (8.4). */
  envelope: ['format', 'account', 'device', 'mailbox'],
  body: ['body'],
  /** The conversation of two people, hashed (8.5). */
  conversation: ['first', 'second'],
  /** A channel (8.9): associated data of an announcement of a key; its hash; associated data of a text. */
  'channel/announce': ['version', 'channel'],
  'channel/announcement': ['channel', 'announcement'],
  'channel/text': ['version', 'kind', 'channel', 'announcement', 'id'],
  'channel/topic': ['key'],
  'channel/read': ['origin', 'topic', 'after'],
  'channel/append': ['origin', 'topic', 'announcement', 'previous'],
  /** Associated data of a text for myself (8.7). */
  self: ['version', 'kind', 'epoch', 'id'],
  /** Where a draft of such a text was written, hashed; its name, an HMAC of that; associated data of the draft (8). */
  'draft/place': ['site', 'field'],
  'draft/name': ['place'],
  draft: ['epoch', 'id', 'name'],
  /** HPKE info of a login that was typed into a page and is not kept yet; the name of one that was answered, an HMAC (8). */
  typed: ['account', 'epoch', 'id'],
  'typed/answered': ['host', 'username', 'password'],
  /** The letters of a phrase, by which a printed kit is told from another: of its public sign-in key (5). */
  phrase: ['signKey'],
  /** The only form of an address that leaves the client: hashed (5). */
  email: ['address'],
  /** X, which every sign-in binds: hashed, signed or authenticated, by its way (5). */
  signin: ['origin', 'nonce', 'requestKey', 'doorKey'],
  /** What the first author signs of a new account at a store (5). */
  signup: ['origin', 'nonce', 'requestKey', 'doorKey', 'account', 'head'],
  /** What the MAC of a request is over (5). */
  request: ['origin', 'method', 'path', 'time', 'nonce', 'body', 'token'],
  /** What a device signs to have an account erased (9). */
  delete: ['account', 'head', 'origin'],
  /** Associated data of a name that a client gives to a session, or to a security key, at a store (5). */
  'label/session': ['account', 'epoch', 'session', 'requestKey'],
  'label/security-key': ['account', 'epoch', 'credential'],
  /** Associated data of a sign-up whose outcome is not known, in the memory of the session (5). */
  'signup/sent': ['account', 'epoch'],
  /** Escrow (7): what answers are stretched of; the key of the box, its associated data, and the questions as shown, hashed. */
  'escrow/answers': ['answers'],
  'escrow/box': ['stretched', 'output'],
  escrow: ['format', 'account', 'slot', 'salt', 'questions'],
  'escrow/questions': ['questions'],
  /** Trustees (7): what names a share, hashed; what a request code is of, hashed; HPKE info of a part that is handed over. */
  'trustee/share': ['set', 'index', 'share'],
  'trustee/request': ['shareKey', 'account'],
  trustee: ['account', 'shareKey', 'code'],
  /**
   * An organisation (7.3): its key and the check of its fingerprint, hashed; HPKE info of a slot secret's seal, and of what answers a
   * request.
   */
  'organisation/key': ['name', 'publicKey'],
  'organisation/check': ['letters'],
  'organisation/seal': ['format', 'account', 'slot', 'key'],
  'organisation/answer': ['account', 'shareKey', 'code'],
  /**
   * What the MAC of an asker's request is over; what a key as second factor signs, hashed (the recovery's id is the store's nonce); what a
   * device signs to stop a recovery (7).
   */
  'recovery/request': ['origin', 'recovery', 'step', 'time', 'value'],
  'recovery/key': ['origin', 'recovery', 'requestKey', 'doorKey'],
  'recovery/veto': ['origin', 'account', 'recovery', 'device', 'time'],
  /** Associated data and keyed hashes of the store's own (9): nothing of a client's is made with them. */
  'store/key': ['tenant', 'purpose'],
  'store/sealed': ['purpose', 'account', 'name'],
  'store/hashed': ['purpose', 'account', 'value'],
  /** Associated data of a part of an import on its way, on this device. */
  'transfer/shelf': ['epoch', 'import', 'part'],
  /** Associated data of a sealed export of a whole vault. */
  export: ['format', 'parameters'],
} as const satisfies Record<string, readonly string[]>;

export type What = keyof typeof layouts;
export type Field<W extends What> = (typeof layouts)[W][number];

/**
 * `u16 length | bytes` for "latchkey/v1/" + what and then for each field in the table's order: injective, and no value
 * made for one purpose can be taken for another's. Throws MalformedError for a field above 65,535 bytes or missing.
 */
export function associate<W extends What>(what: W, values: Readonly<Record<Field<W>, Bytes>>): Bytes {
  const names: readonly Field<W>[] = layouts[what];
  const given: Readonly<Partial<Record<string, Bytes>>> = values;
  const fields = [toUtf8(`latchkey/v1/${what}`)];
  for (const name of names) {
    const value = given[name];
    if (value === undefined) throw new MalformedError('field missing');
    fields.push(value);
  }
  return lengthPrefixed(fields);
}

/** In one buffer and one pass: opening a vault's records does this twenty thousand times. */
function lengthPrefixed(fields: readonly Bytes[]): Bytes {
  const out = bytes(fields.reduce((sum, value) => sum + 2 + value.length, 0));
  let offset = 0;
  for (const value of fields) {
    if (value.length > 0xffff) throw new MalformedError('field too long');
    out[offset] = value.length >> 8;
    out[offset + 1] = value.length & 0xff;
    out.set(value, offset + 2);
    offset += 2 + value.length;
  }
  return out;
}
