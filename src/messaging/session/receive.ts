import { agree, mlkemDecapsulate, openStep, sha256, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { MOST_AHEAD, runChain, stepChain } from './chain.ts';
import type { Header } from './header.ts';
import { openHeader } from './header.ts';
import type { KemBlock } from './kem-block.ts';
import { openBlock } from './kem-block.ts';
import { turnRoot } from './root-key.ts';
import { bodyBinding } from './send.ts';
import { addSkipped, MOST_OF_CHAIN, withoutSkipped } from './skipped-keys.ts';
import { wipeSuperseded } from './superseded.ts';
import type { RatchetMessage, ReceivingChain, Session, SkippedKey, TurnSecrets } from './types.ts';

/** Where in a session a message belongs, as its header says: the header opens under one key of the session alone. */
export type Place =
  | { readonly at: 'skipped'; readonly key: SkippedKey }
  | { readonly at: 'chain'; readonly header: Header; readonly chain: ReceivingChain }
  | { readonly at: 'turn'; readonly header: Header; readonly block: KemBlock };

/** A message's place in a session; undefined: it belongs to another one, was opened before, or is too far ahead. */
export function locate(session: Session, { header, block }: RatchetMessage): Place | undefined {
  const { receiving } = session;
  const inChain = receiving && openHeader(receiving.header, header);
  if (inChain && inChain.n >= receiving.n) {
    return inChain.n - receiving.n > MOST_AHEAD ? undefined : { at: 'chain', header: inChain, chain: receiving };
  }
  const turned = openHeader(session.nextReceiving, header);
  // The block is opened only once the header proved that it is the chain's.
  const opened = turned && openBlock(session.nextReceiving, turned.ratchetKey, block);
  if (opened) return turned.n > MOST_AHEAD ? undefined : { at: 'turn', header: turned, block: opened };
  const key = skippedKey(session, header);
  return key && { at: 'skipped', key };
}

function skippedKey({ skipped }: Session, sealed: Bytes): SkippedKey | undefined {
  for (const { header, keys } of skipped) {
    const opened = openHeader(header, sealed);
    if (opened) return keys.find(({ n }) => n === opened.n);
  }
  return undefined;
}

/** What a message takes of the platform, where it turns the ratchet. Throws PublicKeyError. */
export async function prepareReceiving({ own }: Session, place: Place): Promise<TurnSecrets | undefined> {
  if (place.at !== 'turn') return undefined;
  const { header, block } = place;
  return {
    dh: await agree(own.agreement.privateKey, header.ratchetKey),
    kem: await mlkemDecapsulate(own.kem.seed, block.ciphertext),
  };
}

export interface Received {
  readonly session: Session;
  readonly plaintext: Bytes;
}

/**
 * A message opened, and the session after it; undefined, with nothing changed or left behind, for one that can't be opened. `place` and
 * `turn` were made of this very session and message. `now`: milliseconds since 1970.
 */
export function receive(
  session: Session,
  message: RatchetMessage,
  { place, turn, now }: { readonly place: Place; readonly turn: TurnSecrets | undefined; readonly now: number },
): Received | undefined {
  if (place.at === 'skipped') {
    const plaintext = openBody(session, message, place.key.key);
    return plaintext && { plaintext, session: { ...session, skipped: withoutSkipped(session.skipped, place.key) } };
  }
  const turned = place.at === 'turn' ? turnToReceive(session, place, turn, now) : session;
  if (!turned?.receiving) return undefined;
  const { receiving } = turned;
  const { chain, passed } = runChain(receiving, place.header.n, MOST_OF_CHAIN);
  const { message: key, chain: next } = stepChain(chain);
  const plaintext = openBody(session, message, key);
  // The given session's chain key stays: only its keeper knows when nobody goes back to it.
  wipe(key, ...[receiving.key, chain.key].filter((passing) => passing !== session.receiving?.key));
  const skipped = addSkipped(turned.skipped, receiving.header, passed, now);
  const after: Session = { ...turned, receiving: { ...receiving, ...next }, skipped };
  if (plaintext) return { plaintext, session: after };
  wipeSuperseded(after, session);
  return undefined;
}

function openBody({ associated }: Session, { header, block, body }: RatchetMessage, key: Bytes): Bytes | undefined {
  return openStep(key, body, bodyBinding(associated, header, sha256(block)));
}

/**
 * The session with a new receiving chain. What is left of the chain before is kept as far as it is within the bounds: a
 * sender who says too much of it loses those keys and nothing else. Our next message turns, too.
 */
function turnToReceive(
  session: Session,
  { header, block }: Extract<Place, { at: 'turn' }>,
  turn: TurnSecrets | undefined,
  now: number,
): Session | undefined {
  if (!turn) return undefined;
  const { own, root, nextReceiving, receiving, sending } = session;
  const turned = turnRoot(root, {
    ...turn,
    sender: header.ratchetKey,
    receiver: own.agreement.publicKey,
    ciphertext: block.ciphertext,
  });
  const isBounded = receiving !== undefined && header.previous - receiving.n <= MOST_AHEAD;
  const left = isBounded ? runRest(receiving, header.previous) : [];
  return {
    ...session,
    root: turned.root,
    peer: { agreement: header.ratchetKey, kem: block.nextKey },
    sending: undefined,
    receiving: { key: turned.chain, n: 0, header: nextReceiving },
    nextReceiving: turned.nextHeader,
    previous: sending?.n ?? session.previous,
    skipped: receiving ? addSkipped(session.skipped, receiving.header, left, now) : session.skipped,
  };
}

/** The keys of the messages up to `previous` that a chain still has to come; the chain itself goes on no more. */
function runRest(receiving: ReceivingChain, previous: number): readonly Pick<SkippedKey, 'n' | 'key'>[] {
  const { chain, passed } = runChain(receiving, previous, MOST_OF_CHAIN);
  if (chain !== receiving) wipe(chain.key);
  return passed;
}
