import { sha256 } from '../crypto/index.ts';
import { toBase64url, toJson } from '../encoding/index.ts';
import type { Handlers, InputOf } from '../rpc/index.ts';
import {
  RefusedError,
  finishSignUp,
  groupedCode,
  groupedSeed,
  hostPattern,
  isPassing,
  newBackupCodes,
  newTotpSeed,
  otpauthUrl,
  startSignUp,
  storeOrigin,
} from '../sync/index.ts';
import type { SignUpStart, StoreClient } from '../sync/index.ts';
import type { Access, SignedIn } from '../wire/index.ts';
import { NoSuchWayError } from './errors.ts';
import type { House } from './house.ts';
import { accessBeside, accessOfWays } from './store-access.ts';
import { rememberAccount } from './store-memory.ts';
import { checkStorePassword } from './store-password.ts';
import { writePlace } from './store-place.ts';
import { ConnectedError } from './vault-errors.ts';
import type { OpenVault } from './vault-types.ts';

type Wish = InputOf<'store.signUp'>;

/** A finish whose answer is lost is sent again so often: it makes the same account. */
const TRIES = 3;

/** A sign-up that was sent and whose outcome is not known. Lies in memory: sent again, it must be the same. */
interface Sent {
  /** Hash of what was asked for. */
  readonly wish: string;
  readonly start: SignUpStart;
  readonly access: Access;
}
const sentKey = 'store/signup';

/** Answers the questions that come before there is an account, and the one that makes it. */
export function signUpHandlers(
  house: House,
): Handlers<'store.address' | 'store.probe' | 'store.draw' | 'store.signUp'> {
  return {
    'store.address': async ({ address }) => {
      const origin = storeOrigin(address);
      const pattern = hostPattern(origin);
      return { origin, pattern, permitted: await house.store.web.permitted(pattern) };
    },
    'store.probe': async ({ address }) => {
      const { origin, version, signup } = await (await house.store.visit(storeOrigin(address))).identify();
      return { origin, version, signup };
    },
    'store.draw': ({ email }) => {
      const seed = newTotpSeed();
      const backupCodes = newBackupCodes().map(groupedCode);
      return Promise.resolve({ secret: groupedSeed(seed), url: otpauthUrl(seed, email), backupCodes });
    },
    'store.signUp': async (wish) => {
      await house.session.requireFresh();
      const vault = await house.session.vault();
      if (vault.sync?.connected) throw new ConnectedError();
      const client = await house.store.visit(storeOrigin(wish.address));
      await client.identify();
      const sent = await begin(house, vault, client, wish);
      await send(house, vault, client, sent);
      const { storeKey } = sent.start.password ?? {};
      if (wish.kind === 'password' && storeKey) {
        await rememberAccount(vault, client.origin, { email: wish.email, storeKey });
        house.store.nudge();
      }
      return {};
    },
  };
}

async function begin(house: House, vault: OpenVault, client: StoreClient, wish: Wish): Promise<Sent> {
  if (wish.kind === 'password') await checkStorePassword(house, wish.password);
  const hash = hashOf(client.origin, vault, wish);
  const before = (await house.memory.get(sentKey)) as Sent | undefined;
  if (before?.wish === hash) return before;
  const made = await draft(house, vault, client, wish);
  return { wish: hash, ...made };
}

/**
 * The password is not in it, for a hash that is quick to make is quick to guess by: it was checked, and its slot stands for
 * it.
 */
function hashOf(origin: string, vault: OpenVault, wish: Wish): string {
  const asked = { ...wish, password: passwordSlot(vault) };
  return toBase64url(sha256(toJson([origin, vault.account, asked])));
}

function passwordSlot(vault: OpenVault): string | undefined {
  return vault.ways().find(({ kind }) => kind === 'password')?.id;
}

async function draft(
  house: House,
  vault: OpenVault,
  client: StoreClient,
  wish: Wish,
): Promise<{ start: SignUpStart; access: Access }> {
  const keys = accessOfWays(vault.ways());
  if (wish.kind === 'keys') {
    if (!keys.passkeys && !keys.signKeys) throw new NoSuchWayError();
    return { start: await startSignUp(client, vault.account), access: keys };
  }
  const slot = passwordSlot(vault);
  if (slot === undefined) throw new NoSuchWayError();
  const beside = accessBeside(wish);
  const start = await startSignUp(client, vault.account, { opaque: house.store.web.opaque, password: wish.password });
  const record = start.password?.record;
  return { start, access: { ...keys, ...beside, ...(record === undefined ? {} : { password: { slot, record } }) } };
}

/** Until the outcome is known, everything that was sent stays as it is: the vault's first commit, too. */
async function send(house: House, vault: OpenVault, client: StoreClient, sent: Sent): Promise<void> {
  const { origin } = client;
  await house.memory.set(sentKey, sent);
  await writePlace(house.local, { origin, account: vault.account });
  const { commit, head } = await vault.connect();
  const sign = (message: Parameters<OpenVault['sign']>[0]) => vault.sign(message);
  const finish = (): Promise<SignedIn> => finishSignUp(client, sent.start, { commit, head, sign, access: sent.access });
  let signedIn: SignedIn;
  try {
    signedIn = await persistently(finish);
  } catch (error) {
    if (isFinal(error)) {
      await vault.disconnect();
      await house.store.forget();
      await house.memory.remove(sentKey);
    }
    throw error;
  }
  await vault.connected(commit);
  await house.store.signedIn(client, signedIn);
  house.store.introduce();
  await house.memory.remove(sentKey);
}

async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isPassing(error)) throw error;
    }
  }
}

/** The store refused, so there is no account. All else may have made one. */
function isFinal(error: unknown): boolean {
  return error instanceof RefusedError && !isPassing(error) && error.code !== 'account-exists';
}
