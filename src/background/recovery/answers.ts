import { newId, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { signKeyOf } from '../../keys/index.ts';
import { makeEscrow } from '../../recovery/index.ts';
import type { AnswersView, Handlers } from '../../rpc/index.ts';
import { accessOfEscrow, vetoRecovery } from '../../sync/index.ts';
import { asMailCode, phoneNumber } from '../../typed/index.ts';
import { changeWays } from '../ways/index.ts';
import type { WaysParts } from '../ways/index.ts';

type Question =
  | 'recovery.answers'
  | 'recovery.answers.mail'
  | 'recovery.answers.number'
  | 'recovery.answers.number.code'
  | 'recovery.answers.seconds'
  | 'recovery.answers.set'
  | 'recovery.answers.remove'
  | 'recovery.answers.veto';

/**
 * Answers the questions of whoever has an account about its escrow (protocol 7): setting it up, what is open, and a veto. Box, key and
 * slot are made here; the store gets its key once, with the slot, in one commit.
 */
export function answersHandlers(parts: WaysParts): Handlers<Question> {
  const { session, store, tell } = parts;
  return {
    'recovery.answers': () => viewOf(parts),
    'recovery.answers.mail': async ({ email, language }) => {
      await session.requireFresh();
      return (await store.client()).ask('recoveryAddress', { address: email, language });
    },
    'recovery.answers.seconds': async () => {
      const client = await store.client();
      const [{ sms }, { totp, backupCodes, passkeys, securityKeys }] = await Promise.all([
        client.ask('store'),
        client.ask('access'),
      ]);
      return { sms, factor: totp || backupCodes + passkeys.length + securityKeys.length > 0 };
    },
    'recovery.answers.number': async ({ number, language }) => {
      await session.requireFresh();
      return (await store.client()).ask('recoveryNumber', { number: phoneNumber(number), language });
    },
    'recovery.answers.number.code': async ({ ticket, code }) => {
      await session.requireFresh();
      await (await store.client()).ask('recoveryNumberCode', { ticket, code: asMailCode(code) });
      return {};
    },
    'recovery.answers.set': async ({ questions, answers, ticket, code, second }) => {
      await session.requireFresh();
      const vault = await session.vault();
      const slot = newId();
      const { secret, key, box } = await makeEscrow(
        { account: vault.account, slot },
        questions,
        answers,
        parts.stretch,
      );
      const more = second?.kind === 'sms' ? { ...second, code: asMailCode(second.code) } : second;
      const proof = { ticket, code: asMailCode(code), ...(more ? { second: more } : {}) };
      const access = accessOfEscrow({ slot, signKey: await signKeyOf(secret), key, box }, proof);
      wipe(key);
      const add = { id: slot, parameters: { kind: 'escrow' as const }, secret, name: 'Answers', escrow: box };
      const before = vault.ways.escrow();
      await changeWays(parts, { add, ...(before ? { remove: before.id } : {}), access: () => access });
      tell({ type: 'recovery' });
      return {};
    },
    'recovery.answers.remove': async () => {
      await session.requireFresh();
      const before = (await session.vault()).ways.escrow();
      if (before) await changeWays(parts, { remove: before.id });
      tell({ type: 'recovery' });
      return {};
    },
    'recovery.answers.veto': async ({ recovery }) => {
      await session.requireFresh();
      const { account, device, replica } = await session.vault();
      const sign = (message: Bytes): Promise<Bytes> => replica.sign(message);
      await vetoRecovery(await store.client(), { account, recovery, device: device.id, sign });
      tell({ type: 'recovery' });
      return {};
    },
  };
}

async function viewOf({ store }: WaysParts): Promise<AnswersView> {
  const { escrow, open, restsUntil } = await (await store.client()).ask('recoveries');
  return {
    isSet: escrow !== null,
    ...(escrow?.second === undefined ? {} : { second: escrow.second }),
    open: open.map(({ recovery, by, since, opensAt }) => ({ recovery, by, since, opensAt })),
    ...(restsUntil === undefined ? {} : { restsUntil }),
  };
}
