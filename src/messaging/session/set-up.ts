import { agree, digest, kdf, mlkemDecapsulate, mlkemEncapsulate, agreementKeyPair, wipe } from '../../crypto/index.ts';
import type { KemPair, KeyPair } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { bytes, concat, fromId, u32 } from '../../encoding/index.ts';
import { newTurn, turnToSend } from './send.ts';
import type { Session } from './types.ts';

const FORMAT = 1;
const KEY_BYTES = 32;
const none = bytes(0);

/** Who takes part, from one side: `A` begins the session, `B` answers it. */
export interface Party {
  readonly account: Id;
  /** Public half of the account identity, 32 bytes. */
  readonly identity: Bytes;
  readonly device: Id;
  /** Public half of the device's agreement key, 32 bytes. */
  readonly agreement: Bytes;
}

/** What B's device left at its store: public halves, whose signatures were checked. */
export interface PreKeys {
  readonly signed: Bytes;
  readonly kem: Bytes;
  /** Absent where the store had none left: weaker until the first reply. */
  readonly oneTime: Bytes | undefined;
}

/** The same with their private halves, and that of the agreement key. */
export interface OwnPreKeys {
  readonly agreement: KeyPair;
  readonly signed: KeyPair;
  readonly kem: KemPair;
  readonly oneTime: KeyPair | undefined;
}

/** What travels of a set-up until the first reply. */
export interface SetUp {
  /** 32 bytes. */
  readonly ephemeral: Bytes;
  /** 1,088 bytes. */
  readonly ciphertext: Bytes;
}

interface Agreed {
  /** SK, HK_A and NHK_B of protocol 8.2, 32 bytes each. */
  readonly secret: Bytes;
  readonly headerA: Bytes;
  readonly nextHeaderB: Bytes;
}

/** Private half of ours and public half of theirs, 32 bytes each. */
type Pair = readonly [own: Bytes, other: Bytes];

/**
 * PQXDH (Signal, revision 3) with our labels: the agreements of these pairs in their order, then the KEM's secret. All of them are
 * wiped, also where a key is refused. Throws PublicKeyError.
 */
async function pqxdh(pairs: readonly Pair[], kem: Bytes): Promise<Agreed> {
  const agreements: Bytes[] = [];
  try {
    for (const [own, other] of pairs) agreements.push(await agree(own, other));
    const input = concat(bytes(KEY_BYTES).fill(0xff), ...agreements, kem);
    const made = kdf(input, 'pqxdh', bytes(KEY_BYTES), 3 * KEY_BYTES);
    const part = (at: number): Bytes => made.slice(at * KEY_BYTES, (at + 1) * KEY_BYTES);
    const agreed = { secret: part(0), headerA: part(1), nextHeaderB: part(2) };
    wipe(input, made);
    return agreed;
  } finally {
    wipe(kem, ...agreements);
  }
}

/** What both sides bind a session to, hashed. */
function bindingOf(a: Party, b: Party, preKeys: PreKeys, { ephemeral, ciphertext }: SetUp): Bytes {
  return digest('pqxdh', {
    format: u32(FORMAT),
    accountA: fromId(a.account),
    accountB: fromId(b.account),
    identityA: a.identity,
    identityB: b.identity,
    deviceA: fromId(a.device),
    deviceB: fromId(b.device),
    agreementA: a.agreement,
    agreementB: b.agreement,
    signedPreKey: preKeys.signed,
    kemPreKey: preKeys.kem,
    oneTimePreKey: preKeys.oneTime ?? none,
    ephemeral,
    ciphertext,
  });
}

/** Begins a session with a device of whom only its pre-keys are known. Throws PublicKeyError. */
export async function beginSession(
  own: Party & { readonly privateKey: Bytes },
  peer: Party,
  preKeys: PreKeys,
): Promise<{ readonly session: Session; readonly setUp: SetUp }> {
  const ephemeral = await agreementKeyPair();
  const { secret: kem, ciphertext } = await mlkemEncapsulate(preKeys.kem);
  const pairs: Pair[] = [
    [own.privateKey, preKeys.signed],
    [ephemeral.privateKey, peer.agreement],
    [ephemeral.privateKey, preKeys.signed],
    ...(preKeys.oneTime ? [[ephemeral.privateKey, preKeys.oneTime] as const] : []),
  ];
  const { secret, headerA, nextHeaderB } = await pqxdh(pairs, kem).finally(() => wipe(ephemeral.privateKey));
  const setUp = { ephemeral: ephemeral.publicKey, ciphertext };
  // The responder's first ratchet keys are its pre-keys; the KEM is used a second time, independently.
  const ratchetPeer = { agreement: preKeys.signed, kem: preKeys.kem };
  const turn = await newTurn(ratchetPeer).catch((error: unknown) => {
    wipe(secret, headerA, nextHeaderB);
    throw error;
  });
  const started: Session = {
    associated: bindingOf(own, peer, preKeys, setUp),
    root: secret,
    own: turn.own,
    peer: ratchetPeer,
    sending: undefined,
    receiving: undefined,
    nextSending: headerA,
    nextReceiving: nextHeaderB,
    previous: 0,
    skipped: [],
  };
  const session = turnToSend(started, turn) ?? started;
  wipe(secret);
  return { session, setUp };
}

/** The session that another device has begun with us. It counts once a message of it opened. Throws PublicKeyError, MalformedError. */
export async function answerSession(own: Party, peer: Party, keys: OwnPreKeys, setUp: SetUp): Promise<Session> {
  const { ephemeral, ciphertext } = setUp;
  const pairs: Pair[] = [
    [keys.signed.privateKey, peer.agreement],
    [keys.agreement.privateKey, ephemeral],
    [keys.signed.privateKey, ephemeral],
    ...(keys.oneTime ? [[keys.oneTime.privateKey, ephemeral] as const] : []),
  ];
  const { secret, headerA, nextHeaderB } = await pqxdh(pairs, await mlkemDecapsulate(keys.kem.seed, ciphertext));
  const preKeys = { signed: keys.signed.publicKey, kem: keys.kem.publicKey, oneTime: keys.oneTime?.publicKey };
  return {
    associated: bindingOf(peer, own, preKeys, setUp),
    root: secret,
    // Copies: these are overwritten at the first turn, and the pre-keys serve other sessions.
    own: { agreement: copied(keys.signed), kem: { ...keys.kem, seed: keys.kem.seed.slice() } },
    peer: undefined,
    sending: undefined,
    receiving: undefined,
    nextSending: nextHeaderB,
    nextReceiving: headerA,
    previous: 0,
    skipped: [],
  };
}

function copied({ publicKey, privateKey }: KeyPair): KeyPair {
  return { publicKey, privateKey: privateKey.slice() };
}
