import { agree, agreementKeyPair, mlkemEncapsulate, mlkemKeyPair, sealStep, sha256, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { associate } from '../../encoding/index.ts';
import { stepChain } from './chain.ts';
import { sealHeader } from './header.ts';
import { sealBlock } from './kem-block.ts';
import { turnRoot } from './root-key.ts';
import type { PeerKeys, RatchetMessage, SendingChain, SendingTurn, Session } from './types.ts';

/**
 * What the next message takes of the platform, where it turns the ratchet: fresh keys, and what they give with the peer's.
 * Undefined within a chain, and where nothing can be sent yet. Throws PublicKeyError.
 */
export async function prepareSending({ sending, peer }: Session): Promise<SendingTurn | undefined> {
  return sending || !peer ? undefined : newTurn(peer);
}

/** Fresh keys for a turn towards these. Throws PublicKeyError. */
export async function newTurn(peer: PeerKeys): Promise<SendingTurn> {
  const own = { agreement: await agreementKeyPair(), kem: await mlkemKeyPair() };
  const secrets = [own.agreement.privateKey, own.kem.seed];
  try {
    const dh = await agree(own.agreement.privateKey, peer.agreement);
    secrets.push(dh);
    const { secret, ciphertext } = await mlkemEncapsulate(peer.kem);
    return { own, dh, kem: secret, ciphertext };
  } catch (error) {
    wipe(...secrets);
    throw error;
  }
}

/**
 * A message, and the session after it; undefined where no key of the peer's is known yet, or the turn is missing. The secrets of
 * the turn are wiped.
 */
export function send(
  session: Session,
  plaintext: Bytes,
  turn: SendingTurn | undefined,
): { readonly session: Session; readonly message: RatchetMessage } | undefined {
  const turned = session.sending ? session : turnToSend(session, turn);
  if (!turned?.sending) return undefined;
  const { own, previous, associated, sending } = turned;
  const { message: key, chain } = stepChain(sending);
  const ratchetKey = own.agreement.publicKey;
  const header = sealHeader(sending.header, { ratchetKey, previous, n: sending.n });
  const body = sealStep(key, plaintext, bodyBinding(associated, header, sending.blockHash));
  wipe(key);
  if (turned !== session) wipe(sending.key);
  return {
    session: { ...turned, sending: { ...sending, ...chain } },
    message: { header, block: sending.block, body },
  };
}

/** What a body is bound to: the session, its header, and the hash of its KEM block. */
export function bodyBinding(session: Bytes, header: Bytes, blockHash: Bytes): Bytes {
  return associate('ratchet/body', { session, header, block: blockHash });
}

/** The session with a new sending chain, whose header key is the one that the turn before has named. */
export function turnToSend(session: Session, turn: SendingTurn | undefined): Session | undefined {
  const { peer, root, nextSending } = session;
  if (!peer || !turn) return undefined;
  const { own, dh, kem, ciphertext } = turn;
  const sender = own.agreement.publicKey;
  const turned = turnRoot(root, { dh, kem, sender, receiver: peer.agreement, ciphertext });
  const block = sealBlock(nextSending, sender, { ciphertext, nextKey: own.kem.publicKey });
  const sending: SendingChain = { key: turned.chain, n: 0, header: nextSending, block, blockHash: sha256(block) };
  return { ...session, own, root: turned.root, sending, nextSending: turned.nextHeader };
}
