import type { KeyPair } from '../../crypto/index.ts';
import { agreementKeyPair, wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { fromBase64url, toBase64url } from '../../encoding/index.ts';
import { askEvaluation, openEscrow, stretchAnswers } from '../../recovery/index.ts';
import type { AskingState, EntryState, Handlers } from '../../rpc/index.ts';
import {
  askRecoveryText,
  evaluateInRecovery,
  cancelRecovery,
  lookAtRecovery,
  openRecovery,
  sendRecoveryCode,
  sendRecoverySecond,
} from '../../sync/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import { asBackupCode, asMailCode, asTotpCode } from '../../typed/index.ts';
import type { RecoveryState } from '../../wire/index.ts';
import type { SignIn } from '../account/index.ts';
import { NoTicketError } from '../context/index.ts';
import type { WaysParts } from '../ways/index.ts';
import { SharesMissingError, WrongAnswersError } from './errors.ts';
import { gather, gatheringState } from './gathering.ts';

/**
 * On disk, of a browser that has nothing yet: which recovery it asked for, and where; by trustees, the private half of what they seal
 * their shares to. No address, and nothing that opens without the store. It goes as soon as the recovery is over.
 */
const slot = 'recovery-asked';

interface Asked {
  readonly origin: string;
  readonly recovery: Id;
  /** X25519, base64url: by trustees. */
  readonly shareKey?: string;
}

/** A recovery that was asked for here, and what it is asked with. */
interface Found {
  readonly client: StoreClient;
  readonly recovery: Id;
  readonly shareKey?: KeyPair;
}

async function foundOf(client: StoreClient, { recovery, shareKey }: Asked): Promise<Found> {
  if (shareKey === undefined) return { client, recovery };
  return { client, recovery, shareKey: await agreementKeyPair(fromBase64url(shareKey)) };
}

type Question =
  | 'recovery.ask'
  | 'recovery.ask.open'
  | 'recovery.ask.code'
  | 'recovery.ask.text'
  | 'recovery.ask.second'
  | 'recovery.ask.answers'
  | 'recovery.ask.shares'
  | 'recovery.ask.cancel';

/**
 * A browser that has nothing asks for the vault: mailed code, wait, answers or other people's shares, and then as any other sign-in goes on. Days lie
 * between its steps, so what was asked for outlives the background and the browser; its request key does, too.
 */
export function askingHandlers(parts: WaysParts, entry: SignIn): Handlers<Question> {
  const { local, store, stretch } = parts;
  store.requestKey.admit(async () => (await readAsked(parts)) !== undefined);

  const find = async (ticket: Id): Promise<Found> => {
    const client = await entry.client(ticket);
    const asked = await readAsked(parts);
    if (asked?.origin !== client.origin) throw new NoTicketError();
    return foundOf(client, asked);
  };
  return {
    'recovery.ask': async ({ ticket }) => {
      const client = await entry.client(ticket);
      const asked = await readAsked(parts);
      if (asked?.origin !== client.origin) return { at: 'none' };
      return stateOf(parts, await foundOf(client, asked), await lookAtRecovery(client, asked.recovery));
    },
    'recovery.ask.open': async ({ ticket, email, language, by }) => {
      const client = await entry.client(ticket);
      const shareKey = by === 'trustees' ? await agreementKeyPair() : undefined;
      const recovery = await openRecovery(client, email, language, shareKey?.publicKey);
      const kept = shareKey ? { shareKey: toBase64url(shareKey.privateKey) } : {};
      await local.set(slot, { origin: client.origin, recovery, ...kept } satisfies Asked);
      return { at: 'asked' };
    },
    'recovery.ask.code': async ({ ticket, code }) => {
      const found = await find(ticket);
      return stateOf(parts, found, await sendRecoveryCode(found.client, found.recovery, asMailCode(code)));
    },
    'recovery.ask.text': async ({ ticket, number, language }) => {
      const { client, recovery } = await find(ticket);
      await askRecoveryText(client, recovery, number, language);
      return {};
    },
    'recovery.ask.second': async ({ ticket, kind, code }) => {
      const found = await find(ticket);
      const proof = { kind, code: forms[kind](code) };
      return stateOf(parts, found, await sendRecoverySecond(found.client, found.recovery, proof));
    },
    'recovery.ask.answers': async ({ ticket, answers }): Promise<EntryState> => {
      const { client, recovery } = await find(ticket);
      const state = await lookAtRecovery(client, recovery);
      if (state.state !== 'open') throw new NoTicketError();
      const secret = await openedBy(state, answers, stretch, (blinded) =>
        evaluateInRecovery(client, recovery, blinded),
      );
      try {
        const entered = await entry.backupKey(ticket, state.slot, secret);
        await local.remove(slot);
        return entered;
      } finally {
        wipe(secret);
      }
    },
    'recovery.ask.shares': async ({ ticket }): Promise<EntryState> => {
      const { client, recovery, shareKey } = await find(ticket);
      const state = await lookAtRecovery(client, recovery);
      if (state.state !== 'gathering' || !state.isOpen || !shareKey) throw new NoTicketError();
      const { handed, combined } = await gather({ client, recovery, shareKey }, state);
      wipe(...handed.map(({ share }) => share));
      if (!combined.secret) throw new SharesMissingError();
      try {
        const entered = await entry.backupKey(ticket, state.slot, combined.secret);
        await local.remove(slot);
        return entered;
      } finally {
        wipe(combined.secret);
      }
    },
    'recovery.ask.cancel': async ({ ticket }) => {
      const { client, recovery } = await find(ticket);
      // Forgotten here, whatever the store says: it ends by itself.
      await cancelRecovery(client, recovery).catch(() => undefined);
      await local.remove(slot);
      return {};
    },
  };
}

/** How a code is read, by what it is. */
const forms = { totp: asTotpCode, backup: asBackupCode, sms: asMailCode } as const;

type Evaluate = (blinded: Bytes) => Promise<{ readonly evaluated: Bytes; readonly left: number }>;

/** The backup key, 32 bytes, the caller's to wipe. Throws WrongAnswersError: one of them is wrong, and nobody knows which. */
async function openedBy(
  state: Extract<RecoveryState, { state: 'open' }>,
  answers: readonly string[],
  stretch: WaysParts['stretch'],
  evaluate: Evaluate,
): Promise<Bytes> {
  const { account, questions } = state;
  const box = { questions, salt: fromBase64url(state.salt), box: fromBase64url(state.box) };
  const stretched = await stretchAnswers(box, answers, stretch);
  const { blind, blinded } = askEvaluation(stretched);
  try {
    const { evaluated } = await evaluate(blinded);
    const secret = await openEscrow({ account, slot: state.slot }, box, { stretched, blind, evaluated });
    if (!secret) throw new WrongAnswersError();
    return secret;
  } finally {
    wipe(stretched, blind);
  }
}

/** What has run out or was stopped is told once, and forgotten. */
async function stateOf({ local, clock }: WaysParts, found: Found, state: RecoveryState): Promise<AskingState> {
  switch (state.state) {
    case 'asked':
      return { at: 'asked' };
    case 'second':
      return { at: 'second', by: state.by };
    case 'waiting':
      return { at: 'waiting', opensAt: state.opensAt, now: clock() };
    case 'open':
      return { at: 'open', questions: state.questions, left: state.left, until: state.until };
    case 'gathering': {
      const { shareKey } = found;
      if (!shareKey) throw new NoTicketError();
      return gatheringState({ ...found, shareKey }, state, clock());
    }
    case 'over':
      await local.remove(slot);
      return { at: 'over', why: state.why };
  }
}

async function readAsked({ local }: WaysParts): Promise<Asked | undefined> {
  const stored = await local.get(slot);
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { origin, recovery, shareKey } = stored as Partial<Asked>;
  if (typeof origin !== 'string' || typeof recovery !== 'string') return undefined;
  return { origin, recovery, ...(typeof shareKey === 'string' ? { shareKey } : {}) };
}
