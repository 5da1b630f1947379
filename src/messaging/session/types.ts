import type { KemPair, KeyPair } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';

/** Our two ratchet keys: both halves. The KEM's private half is its seed, never the expanded key. */
interface OwnKeys {
  readonly agreement: KeyPair;
  readonly kem: KemPair;
}

/** The other side's: X25519, 32 bytes, and ML-KEM-768, 1,184 bytes. */
export interface PeerKeys {
  readonly agreement: Bytes;
  readonly kem: Bytes;
}

/** A chain key of 32 bytes, and the number of the message that it makes the key of. */
export interface Chain {
  readonly key: Bytes;
  readonly n: number;
}

export interface SendingChain extends Chain {
  /** HK, 32 bytes. */
  readonly header: Bytes;
  /** The KEM block, repeated unchanged in every message of the chain. */
  readonly block: Bytes;
  /** Of the block, 32 bytes: every message is bound to it. */
  readonly blockHash: Bytes;
}

export interface ReceivingChain extends Chain {
  /** HK, 32 bytes. */
  readonly header: Bytes;
}

/** Keys of messages that didn't come, of one chain: told from others by its header key. */
export interface SkippedChain {
  readonly header: Bytes;
  readonly keys: readonly SkippedKey[];
}

export interface SkippedKey {
  readonly n: number;
  readonly key: Bytes;
  /** When it was skipped, milliseconds since 1970. */
  readonly at: number;
}

/** A session of two devices (protocol 8.2): a value. Each step makes the next one and changes nothing of this. */
export interface Session {
  /** 32 bytes: what both sides bound their session to. */
  readonly associated: Bytes;
  /** RK, 32 bytes. */
  readonly root: Bytes;
  readonly own: OwnKeys;
  /** Absent until the first message came: the responder doesn't know them before. */
  readonly peer: PeerKeys | undefined;
  /** Absent where the next message to be sent turns the ratchet. */
  readonly sending: SendingChain | undefined;
  /** Absent until the first message came. */
  readonly receiving: ReceivingChain | undefined;
  /** NHKs and NHKr, 32 bytes each. */
  readonly nextSending: Bytes;
  readonly nextReceiving: Bytes;
  /** PN: how many messages our last sending chain had. */
  readonly previous: number;
  /** Oldest chain first. */
  readonly skipped: readonly SkippedChain[];
}

/** What travels of one message of the ratchet. */
export interface RatchetMessage {
  /** 68 bytes. */
  readonly header: Bytes;
  /** 2,288 bytes. */
  readonly block: Bytes;
  readonly body: Bytes;
}

/** What agreement and KEM gave for a turn: asked of the platform beforehand, so that the step itself waits for nothing. */
export interface TurnSecrets {
  /** 32 bytes each. */
  readonly dh: Bytes;
  readonly kem: Bytes;
}

/** What a turn to send takes besides: fresh keys of ours, and the ciphertext for the peer's KEM key. */
export interface SendingTurn extends TurnSecrets {
  readonly own: OwnKeys;
  readonly ciphertext: Bytes;
}
