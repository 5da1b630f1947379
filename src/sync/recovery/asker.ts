import { digest } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, bytes, fromBase64url, fromId, toBase64url, toUtf8, u64 } from '../../encoding/index.ts';
import { emailAddress, phoneNumber } from '../../typed/index.ts';
import type { MailLanguage, RecoveryState, SecondProof } from '../../wire/index.ts';
import { secondProofValue } from '../../wire/index.ts';
import type { StoreClient } from '../client/index.ts';
import { RefusedError } from '../client/index.ts';

/*
 * `client` has a request key that was made for this recovery and is kept with its id until it is over: whoever lost either begins
 * again. Everything throws as StoreClient does.
 */

/**
 * Opens a recovery: a code is mailed, if the address is that of such a way back; which nobody is told. `help`: who helps, and the key
 * (X25519, 32 bytes) to which they seal what they hand over; absent: by answers. Throws EmailError, RefusedError
 * `mail-off`, `too-many-attempts`.
 */
export async function openRecovery(
  client: StoreClient,
  email: string,
  language: MailLanguage,
  help?: { readonly by: 'trustees' | 'organisation'; readonly shareKey: Bytes },
): Promise<Id> {
  const by = help ? { help: { by: help.by, shareKey: toBase64url(help.shareKey) } } : {};
  const asked = { address: emailAddress(email), language, requestKey: client.publicKey, ...by };
  return (await client.ask('recoveryOpen', asked)).recovery;
}

interface Proven {
  readonly recovery: string;
  readonly time: number;
  readonly mac: string;
}

async function proven(client: StoreClient, recovery: Id, step: string, value: Bytes): Promise<Proven> {
  const doorKey = fromBase64url(await client.doorKey());
  const mac = await client.key.macUnder(doorKey, 'recovery/mac', fromId(recovery));
  const time = client.storeTime();
  const message = associate('recovery/request', {
    origin: toUtf8(client.origin),
    recovery: fromId(recovery),
    step: toUtf8(step),
    time: u64(time),
    value,
  });
  return { recovery, time, mac: toBase64url(await mac(message)) };
}

/** The first answer of a store tells how far its clock is off: whoever was refused for the time asks once more. */
async function inTime<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'request-time') return ask();
    throw error;
  }
}

/** `code`: in its one form (`asBackupCode` reads such codes). Throws RefusedError `code-refused`, `recovery-full`. */
export function sendRecoveryCode(client: StoreClient, recovery: Id, code: string): Promise<RecoveryState> {
  return inTime(async () =>
    client.ask('recoveryCode', { ...(await proven(client, recovery, 'code', toUtf8(code))), code }),
  );
}

/**
 * Has a text message sent to the number, if it is that of the escrow; which nobody is told. Throws NumberError, RefusedError
 * `recovery-refused`, `too-many-attempts`.
 */
export async function askRecoveryText(
  client: StoreClient,
  recovery: Id,
  typed: string,
  language: MailLanguage,
): Promise<void> {
  const number = phoneNumber(typed);
  await inTime(async () =>
    client.ask('recoverySms', { ...(await proven(client, recovery, 'sms', toUtf8(number))), number, language }),
  );
}

/**
 * What a security key or passkey is to sign as a recovery's second factor, in base64url: 32 bytes. As a sign-in's, of the origin that *we*
 * called and the door key that we were told; and of this recovery alone.
 */
export async function recoveryKeyChallenge(client: StoreClient, recovery: Id): Promise<string> {
  const { origin, key } = client;
  const doorKey = fromBase64url(await client.doorKey());
  const bound = { origin: toUtf8(origin), recovery: fromId(recovery), requestKey: key.publicKey, doorKey };
  return toBase64url(digest('recovery/key', bound));
}

/** What is asked for beside the mailed code; `proof`: in its one form. Throws RefusedError `second-factor-refused`, `recovery-full`. */
export function sendRecoverySecond(client: StoreClient, recovery: Id, proof: SecondProof): Promise<RecoveryState> {
  const value = secondProofValue(proof);
  return inTime(async () =>
    client.ask('recoverySecond', { ...(await proven(client, recovery, 'second', value)), proof }),
  );
}

/** How far it is; past its wait, with the box. All of it is the store's word. Throws RefusedError `recovery-refused`. */
export function lookAtRecovery(client: StoreClient, recovery: Id): Promise<RecoveryState> {
  return inTime(async () => client.ask('recoveryLook', await proven(client, recovery, 'look', bytes(0))));
}

/**
 * One of ten evaluations; the same `blinded` (32 bytes) after a lost answer is no other. `evaluated`: 32 bytes. Throws RefusedError
 * `recovery-waiting`, `recovery-spent`, `recovery-refused`.
 */
export async function evaluateInRecovery(
  client: StoreClient,
  recovery: Id,
  blinded: Bytes,
): Promise<{ readonly evaluated: Bytes; readonly left: number }> {
  const { evaluated, left } = await inTime(async () =>
    client.ask('recoveryEvaluate', {
      ...(await proven(client, recovery, 'evaluate', blinded)),
      blinded: toBase64url(blinded),
    }),
  );
  return { evaluated: fromBase64url(evaluated), left };
}

/**
 * Names where trustees or an organisation find it, by the code that they are told; the same again changes nothing. Answers the sealed
 * shares that came so far. Throws RefusedError `recovery-refused`.
 */
export async function meetInRecovery(client: StoreClient, recovery: Id, meeting: Id): Promise<readonly Bytes[]> {
  const { shares } = await inTime(async () =>
    client.ask('recoveryMeet', { ...(await proven(client, recovery, 'meet', fromId(meeting))), meeting }),
  );
  return shares.map(fromBase64url);
}

/** Ends it. */
export async function cancelRecovery(client: StoreClient, recovery: Id): Promise<void> {
  await inTime(async () => client.ask('recoveryCancel', await proven(client, recovery, 'cancel', bytes(0))));
}
