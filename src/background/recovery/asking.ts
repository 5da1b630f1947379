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
import { answeredSecret, answeringState } from './answering.ts';
import { WrongAnswersError } from './errors.ts';
import { gatheringState, sharedSecret } from './gathering.ts';

/**
 * On disk, of a browser that has nothing yet: which recovery it asked for, and where; by trustees or an organisation, the private half
 * of what they seal to. No address, and nothing that opens without the store. It goes as soon as the recovery is over.
 */
const slot = 'recovery-asked';

/** Who helps, where it isn't by answers. */
type Helper = 'trustees' | 'organisation';

interface Asked {
  readonly origin: string;
  readonly recovery: Id;
  /** Absent: by answers. `shareKey`: X25519, base64url. */
  readonly help?: { readonly by: Helper; readonly shareKey: string };
}

/** A recovery that was asked for here, and what it is asked with. */
interface Found {
  readonly client: StoreClient;
  readonly recovery: Id;
  readonly help?: { readonly by: Helper; readonly shareKey: KeyPair };
}

type Use<T> = (found: Found) => Promise<T>;

/** Does something with a recovery; the key that shares are sealed to lives no longer than that. */
async function using<T>(client: StoreClient, { recovery, help }: Asked, use: Use<T>): Promise<T> {
  if (!help) return use({ client, recovery });
  const shareKey = await agreementKeyPair(fromBase64url(help.shareKey));
  try {
    return await use({ client, recovery, help: { by: help.by, shareKey } });
  } finally {
    wipe(shareKey.privateKey);
  }
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
 * A browser that has nothing asks for the vault: mailed code, wait, answers, or what other people or an
 * organisation hand over, and then as any other
 * sign-in goes on. Days lie between its steps, so what was asked for outlives the background and the browser; its request key
 * does, too.
 */
export function askingHandlers(parts: WaysParts, entry: SignIn): Handlers<Question> {
  const { local, store, stretch } = parts;
  store.requestKey.admit(async () => (await readAsked(parts)) !== undefined);

  const onAsked = async <T>(ticket: Id, use: Use<T>): Promise<T> => {
    const client = await entry.client(ticket);
    const asked = await readAsked(parts);
    if (asked?.origin !== client.origin) throw new NoTicketError();
    return using(client, asked, use);
  };
  const enter = async (ticket: Id, way: Id, secret: Bytes): Promise<EntryState> => {
    try {
      const entered = await entry.backupKey(ticket, way, secret);
      await local.remove(slot);
      return entered;
    } finally {
      wipe(secret);
    }
  };
  return {
    'recovery.ask': async ({ ticket }) => {
      const client = await entry.client(ticket);
      const asked = await readAsked(parts);
      if (asked?.origin !== client.origin) return { at: 'none' };
      return using(client, asked, async (found) => stateOf(parts, found, await lookAtRecovery(client, found.recovery)));
    },
    'recovery.ask.open': async ({ ticket, email, language, by }) => {
      const client = await entry.client(ticket);
      if (by === 'answers') {
        const recovery = await openRecovery(client, email, language);
        await local.set(slot, { origin: client.origin, recovery } satisfies Asked);
        return { at: 'asked' };
      }
      const { publicKey, privateKey } = await agreementKeyPair();
      try {
        const recovery = await openRecovery(client, email, language, { by, shareKey: publicKey });
        const help = { by, shareKey: toBase64url(privateKey) };
        await local.set(slot, { origin: client.origin, recovery, help } satisfies Asked);
      } finally {
        wipe(privateKey);
      }
      return { at: 'asked' };
    },
    'recovery.ask.code': ({ ticket, code }) =>
      onAsked(ticket, async (found) =>
        stateOf(parts, found, await sendRecoveryCode(found.client, found.recovery, asMailCode(code))),
      ),
    'recovery.ask.text': ({ ticket, number, language }) =>
      onAsked(ticket, async ({ client, recovery }) => {
        await askRecoveryText(client, recovery, number, language);
        return {};
      }),
    'recovery.ask.second': ({ ticket, kind, code }) =>
      onAsked(ticket, async (found) => {
        const proof = { kind, code: forms[kind](code) };
        return stateOf(parts, found, await sendRecoverySecond(found.client, found.recovery, proof));
      }),
    'recovery.ask.answers': ({ ticket, answers }) =>
      onAsked(ticket, async ({ client, recovery }) => {
        const state = await lookAtRecovery(client, recovery);
        if (state.state !== 'open') throw new NoTicketError();
        const evaluate: Evaluate = (blinded) => evaluateInRecovery(client, recovery, blinded);
        return enter(ticket, state.slot, await openedBy(state, answers, stretch, evaluate));
      }),
    'recovery.ask.shares': ({ ticket }) =>
      onAsked(ticket, async ({ client, recovery, help }) => {
        const state = await lookAtRecovery(client, recovery);
        if (state.state !== 'gathering' || !state.isOpen || !help) throw new NoTicketError();
        return enter(ticket, state.slot, await helped[help.by].secret({ client, recovery, ...help }, state));
      }),
    'recovery.ask.cancel': ({ ticket }) =>
      onAsked(ticket, async ({ client, recovery }) => {
        // Forgotten here, whatever the store says: it ends by itself.
        await cancelRecovery(client, recovery).catch(() => undefined);
        await local.remove(slot);
        return {};
      }),
  };
}

/** What was handed over, by who helps: what whoever waits is shown, and the slot secret, 32 bytes, the caller's to wipe. */
const helped = {
  trustees: { state: gatheringState, secret: sharedSecret },
  organisation: { state: answeringState, secret: answeredSecret },
} as const;

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
      const { help } = found;
      if (!help) throw new NoTicketError();
      return helped[help.by].state({ ...found, ...help }, state, clock());
    }
    case 'over':
      await local.remove(slot);
      return { at: 'over', why: state.why };
  }
}

async function readAsked({ local }: WaysParts): Promise<Asked | undefined> {
  const stored = await local.get(slot);
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { origin, recovery, help } = stored as Partial<Asked>;
  if (typeof origin !== 'string' || typeof recovery !== 'string') return undefined;
  return { origin, recovery, ...(help ? { help } : {}) };
}
