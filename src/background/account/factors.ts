import { wipe } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import type { Done, Handlers, StoreFactors } from '../../rpc/index.ts';
import { registerPassword } from '../../sync/index.ts';
import { asBackupCode } from '../../typed/index.ts';
import type { SecondFactorChange } from '../../wire/index.ts';
import type { Deed } from '../context/index.ts';
import { noteDeed } from '../context/index.ts';
import type { AccountParts } from './parts.ts';
import { accessBeside, totpOf } from './access.ts';
import { checkStoreKey, openLabel, rememberAccount, wayProposal } from '../link/index.ts';
import { mustBeStrong } from './password.ts';
import { newPasswordWay, passwordName } from '../../vault/index.ts';

type Question =
  | 'account.factors'
  | 'account.totp.replace'
  | 'account.totp.remove'
  | 'account.backupCodes.replace'
  | 'account.securityKey.remove'
  | 'account.password.add';

/** Who hears of what becomes another. */
export interface FactorHears {
  /** Other backup codes are about to be good. */
  replacingCodes(): Promise<void>;
}

/** Answers the questions about what signs in at the store. */
export function factorHandlers(parts: AccountParts, hears: FactorHears): Handlers<Question> {
  const change = (change: SecondFactorChange): Promise<Done> => changeFactors(parts, change);
  return {
    'account.factors': () => readFactors(parts),
    'account.totp.replace': (drawn) => change({ totp: totpOf(drawn) }),
    'account.totp.remove': () => change({ totp: null }),
    'account.backupCodes.replace': async ({ backupCodes }) => {
      const codes = backupCodes.map(asBackupCode);
      await parts.session.requireFresh();
      // Before they are: whoever dies in between has codes to try once more, and none that count as tried and are others.
      await hears.replacingCodes();
      return change({ backupCodes: codes });
    },
    'account.securityKey.remove': ({ credential }) => change({ removeSecurityKeys: [credential] }),
    'account.password.add': async ({ email, password, totp, backupCodes }) => {
      const { session, store, stretch } = parts;
      await session.requireFresh();
      const vault = await session.vault();
      await mustBeStrong(parts, password);
      const beside = accessBeside({ email, totp, backupCodes });
      const client = await store.client();
      const { record, storeKey } = await registerPassword(client, stretch, password);
      await checkStoreKey(vault, client.origin, storeKey);
      const add = await newPasswordWay(password, passwordName, stretch);
      const old = vault.ways.list().find(({ kind }) => kind === 'password');
      const change = {
        add,
        ...(old ? { remove: old.id } : {}),
        access: (slot: Id | undefined) => ({
          ...beside,
          ...(slot === undefined ? {} : { password: { slot, record } }),
        }),
      };
      await store.bring(wayProposal(vault, change)).finally(() => wipe(add.secret));
      await rememberAccount(vault, client.origin, { email, storeKey });
      await noteDeed(parts, { what: 'password-added' });
      store.nudge();
      parts.tell({ type: 'ways' });
      parts.tell({ type: 'account' });
      return {};
    },
  };
}

/** Changes second factors alone; the store asks for a sign-in less than five minutes old, we for a proof. */
export async function changeFactors(parts: AccountParts, change: SecondFactorChange): Promise<Done> {
  const { session, store, tell } = parts;
  await session.requireFresh();
  await (await store.client()).ask('accessChange', change);
  await noteDeed(parts, { what: deedOf(change) });
  tell({ type: 'account' });
  return {};
}

function deedOf({ totp, backupCodes, securityKeys }: SecondFactorChange): Deed['what'] {
  if (totp !== undefined) return totp === null ? 'app-removed' : 'app-set';
  if (backupCodes) return 'codes-renewed';
  return securityKeys ? 'key-added' : 'key-removed';
}

async function readFactors({ session, store }: AccountParts): Promise<StoreFactors> {
  const [vault, client] = await Promise.all([session.vault(), store.client()]);
  const { password, totp, backupCodes, passkeys, signKeys, securityKeys } = await client.ask('access');
  return {
    password: password !== null,
    totp,
    backupCodes,
    passkeys: passkeys.map(({ slot }) => slot),
    phrases: signKeys.map(({ slot }) => slot),
    securityKeys: await Promise.all(
      securityKeys.map(async ({ credential, createdAt, label }) => ({
        credential,
        createdAt,
        ...(await openLabel(vault, { credential }, label)),
      })),
    ),
  };
}
