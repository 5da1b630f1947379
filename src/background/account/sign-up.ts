import { again } from '../../flow/index.ts';
import { sha256 } from '../../crypto/index.ts';
import { toBase64url, toJson } from '../../encoding/index.ts';
import type { Handlers, InputOf } from '../../rpc/index.ts';
import {
  finishSignUp,
  groupedCode,
  groupedSeed,
  isPassing,
  newBackupCodes,
  newTotpSeed,
  otpauthUrl,
  RefusedError,
  startSignUp,
} from '../../sync/index.ts';
import { hostPattern, storeOrigin } from '../../typed/index.ts';
import type { SignUpStart, StoreClient } from '../../sync/index.ts';
import type { Access, SignedIn } from '../../wire/index.ts';
import { noteDeed, NoSuchWayError } from '../context/index.ts';
import type { AccountParts } from './parts.ts';
import { accessBeside, accessOfWays } from './access.ts';
import { rememberAccount, writeLinkedAccount } from '../link/index.ts';
import type { LinkedAccount } from '../link/index.ts';
import { backTo, endSession, leaveFor } from './moving.ts';
import { checkStorePassword } from './password.ts';
import { dropSent, findSent, keepSent } from './sent-sign-up.ts';
import type { SentSignUp } from './sent-sign-up.ts';
import { ConnectedError } from '../../vault/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Bytes } from '../../encoding/index.ts';

type Request = InputOf<'account.signUp'>;

/** A finish whose answer is lost is sent again so often: it makes the same account. */
const TRIES = 3;

/** Answers the questions that come before there is an account, and the one that makes it. */
export function signUpHandlers(
  parts: AccountParts,
): Handlers<'account.address' | 'account.probe' | 'account.vacant' | 'account.draw' | 'account.signUp'> {
  return {
    'account.address': async ({ address }) => {
      const origin = storeOrigin(address);
      const pattern = hostPattern(origin);
      return { origin, pattern, permitted: await parts.store.web.permitted(pattern) };
    },
    'account.probe': async ({ address }) => {
      const { origin, version, signup } = await (await parts.store.visit(storeOrigin(address))).identify();
      return { origin, version, signup };
    },
    'account.vacant': async ({ address }) => {
      const vault = await parts.session.vault();
      // Or it is the one whose making was begun.
      const before = await findSent(parts.memory, vault);
      if (!before) await startSignUp(await parts.store.visit(storeOrigin(address)), vault.account);
      return {};
    },
    'account.draw': ({ email }) => {
      const seed = newTotpSeed();
      const backupCodes = newBackupCodes().map(groupedCode);
      return Promise.resolve({ secret: groupedSeed(seed), url: otpauthUrl(seed, email), backupCodes });
    },
    'account.signUp': async (request) => {
      await parts.session.requireFresh();
      const vault = await parts.session.vault();
      if (vault.replica.status?.connected && !request.moves) throw new ConnectedError();
      const client = await parts.store.visit(storeOrigin(request.address));
      await client.identify();
      const sent = await begin(parts, vault, client, request);
      const from = request.moves ? await leaveFor(parts, vault, client.origin) : undefined;
      await send(parts, vault, client, sent, from);
      if (from) endSession(parts, from);
      const { storeKey } = sent.start.password ?? {};
      if (request.kind === 'password' && storeKey) {
        await rememberAccount(vault, client.origin, { email: request.email, storeKey });
        parts.store.nudge();
      }
      await noteDeed(parts, { what: 'connected', about: new URL(client.origin).host });
      return {};
    },
  };
}

async function begin(
  parts: AccountParts,
  vault: OpenVault,
  client: StoreClient,
  request: Request,
): Promise<SentSignUp> {
  if (request.kind === 'password') await checkStorePassword(parts, request.password);
  const hash = hashOf(client.origin, vault, request);
  const before = await findSent(parts.memory, vault);
  if (before?.request === hash) return before;
  const made = await draft(parts, vault, client, request);
  return { request: hash, ...made };
}

/**
 * The password is not in it, for a hash that is quick to make is quick to guess by: it was checked, and its slot stands for
 * it.
 */
function hashOf(origin: string, vault: OpenVault, request: Request): string {
  const asked = { ...request, password: passwordSlot(vault) };
  return toBase64url(sha256(toJson([origin, vault.account, asked])));
}

function passwordSlot(vault: OpenVault): string | undefined {
  return vault.ways.list().find(({ kind }) => kind === 'password')?.id;
}

async function draft(
  parts: AccountParts,
  vault: OpenVault,
  client: StoreClient,
  request: Request,
): Promise<{ start: SignUpStart; access: Access }> {
  const keys = accessOfWays(vault.ways.list());
  if (request.kind === 'keys') {
    if (!keys.passkeys && !keys.signKeys) throw new NoSuchWayError();
    return { start: await startSignUp(client, vault.account), access: keys };
  }
  const slot = passwordSlot(vault);
  if (slot === undefined) throw new NoSuchWayError();
  const beside = accessBeside(request);
  const start = await startSignUp(client, vault.account, {
    stretch: parts.stretch,
    password: request.password,
  });
  const record = start.password?.record;
  return { start, access: { ...keys, ...beside, ...(record === undefined ? {} : { password: { slot, record } }) } };
}

/** Until the outcome is known, everything that was sent stays as it is: the vault's first commit, too. */
async function send(
  parts: AccountParts,
  vault: OpenVault,
  client: StoreClient,
  sent: SentSignUp,
  from: LinkedAccount | undefined,
): Promise<void> {
  const { origin } = client;
  await keepSent(parts.memory, vault, sent);
  parts.store.stop();
  await writeLinkedAccount(parts.local, { origin, account: vault.account, ...(from ? { from } : {}) });
  // Not what the new store has taken already, if only the end of it failed.
  if (from && vault.replica.status?.head === from.leftAt) await vault.replica.disconnect();
  const { commit, head } = await vault.replica.connect(origin);
  const sign = (message: Bytes) => vault.replica.sign(message);
  const finish = (): Promise<SignedIn> => finishSignUp(client, sent.start, { commit, head, sign, access: sent.access });
  let signedIn: SignedIn;
  try {
    signedIn = await again(TRIES, isPassing, finish);
  } catch (error) {
    if (isFinal(error)) await giveUp(parts, vault, from);
    throw error;
  }
  await vault.replica.connected(commit);
  await parts.store.signedIn(client, signedIn);
  parts.store.introduce();
  await dropSent(parts.memory);
}

/** There is no account: a local vault again, or one whose account still is where it was, and may go elsewhere or stay. */
async function giveUp(parts: AccountParts, vault: OpenVault, from: LinkedAccount | undefined): Promise<void> {
  if (from) await backTo(parts, from);
  else {
    await vault.replica.disconnect();
    await parts.store.forget();
  }
  await dropSent(parts.memory);
}

/** The store refused, so there is no account. All else may have made one. */
function isFinal(error: unknown): boolean {
  return error instanceof RefusedError && !isPassing(error) && error.code !== 'account-exists';
}
