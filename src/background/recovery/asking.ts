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
import { asBackupCode, asMailCode, asTotpCode } from '../../typed/index.ts';
import type { RecoveryState } from '../../wire/index.ts';
import type { SignIn } from '../account/index.ts';
import { NoTicketError } from '../context/index.ts';
import type { WaysParts } from '../ways/index.ts';
import { forgetAsked, keepAsked, onAsked, readAsked } from './asked.ts';
import type { Found } from './asked.ts';
import { answeredSecret, answeringState } from './answering.ts';
import { WrongAnswersError } from './errors.ts';
import { gatheringState, sharedSecret } from './gathering.ts';

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
  const { store, stretch } = parts;
  store.requestKey.admit(async () => (await readAsked(parts)) !== undefined);

  const on = <T>(ticket: Id, use: (found: Found) => Promise<T>): Promise<T> => onAsked(parts, entry, ticket, use);
  const enter = async (ticket: Id, way: Id, secret: Bytes): Promise<EntryState> => {
    try {
      const entered = await entry.backupKey(ticket, way, secret);
      await forgetAsked(parts);
      return entered;
    } finally {
      wipe(secret);
    }
  };
  return {
    'recovery.ask': async ({ ticket }) => {
      const { origin } = await entry.client(ticket);
      if ((await readAsked(parts))?.origin !== origin) return { at: 'none' };
      return on(ticket, async (found) => stateOf(parts, found, await lookAtRecovery(found.client, found.recovery)));
    },
    'recovery.ask.open': async ({ ticket, email, language, by }) => {
      const client = await entry.client(ticket);
      if (by === 'answers') {
        const recovery = await openRecovery(client, email, language);
        await keepAsked(parts, { origin: client.origin, recovery });
        return { at: 'asked' };
      }
      const { publicKey, privateKey } = await agreementKeyPair();
      try {
        const recovery = await openRecovery(client, email, language, { by, shareKey: publicKey });
        const help = { by, shareKey: toBase64url(privateKey) };
        await keepAsked(parts, { origin: client.origin, recovery, help });
      } finally {
        wipe(privateKey);
      }
      return { at: 'asked' };
    },
    'recovery.ask.code': ({ ticket, code }) =>
      on(ticket, async (found) =>
        stateOf(parts, found, await sendRecoveryCode(found.client, found.recovery, asMailCode(code))),
      ),
    'recovery.ask.text': ({ ticket, number, language }) =>
      on(ticket, async ({ client, recovery }) => {
        await askRecoveryText(client, recovery, number, language);
        return {};
      }),
    'recovery.ask.second': ({ ticket, kind, code }) =>
      on(ticket, async (found) => {
        const proof = { kind, code: forms[kind](code) };
        return stateOf(parts, found, await sendRecoverySecond(found.client, found.recovery, proof));
      }),
    'recovery.ask.answers': ({ ticket, answers }) =>
      on(ticket, async ({ client, recovery }) => {
        const state = await lookAtRecovery(client, recovery);
        if (state.state !== 'open') throw new NoTicketError();
        const evaluate: Evaluate = (blinded) => evaluateInRecovery(client, recovery, blinded);
        return enter(ticket, state.slot, await openedBy(state, answers, stretch, evaluate));
      }),
    'recovery.ask.shares': ({ ticket }) =>
      on(ticket, async ({ client, recovery, help }) => {
        const state = await lookAtRecovery(client, recovery);
        if (state.state !== 'gathering' || !state.isOpen || !help) throw new NoTicketError();
        return enter(ticket, state.slot, await helped[help.by].secret({ client, recovery, ...help }, state));
      }),
    'recovery.ask.cancel': ({ ticket }) =>
      on(ticket, async ({ client, recovery }) => {
        // Forgotten here, whatever the store says: it ends by itself.
        await cancelRecovery(client, recovery).catch(() => undefined);
        await forgetAsked(parts);
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
async function stateOf(parts: WaysParts, found: Found, state: RecoveryState): Promise<AskingState> {
  switch (state.state) {
    case 'asked':
      return { at: 'asked' };
    case 'second':
      return { at: 'second', by: state.by };
    case 'waiting':
      return { at: 'waiting', opensAt: state.opensAt, now: parts.clock() };
    case 'open':
      return { at: 'open', questions: state.questions, left: state.left, until: state.until };
    case 'gathering': {
      const { help } = found;
      if (!help) throw new NoTicketError();
      return helped[help.by].state({ ...found, ...help }, state, parts.clock());
    }
    case 'over':
      await forgetAsked(parts);
      return { at: 'over', why: state.why };
  }
}
