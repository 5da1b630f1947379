import { newId, randomBytes, wipe } from '../../crypto/index.ts';
import { fromBase64url, LatchkeyError } from '../../encoding/index.ts';
import { signKeyOf } from '../../keys/index.ts';
import { isOfFingerprint, organisationFingerprint, readFingerprint, sealToOrganisation } from '../../recovery/index.ts';
import type { Handlers, OrganisationOffer, OrganisationView } from '../../rpc/index.ts';
import { accessOfOrganisation, needsAddress } from '../../sync/index.ts';
import { asMailCode } from '../../typed/index.ts';
import type { OrganisationKey, OrganisationSeal } from '../../wire/index.ts';
import { readOrganisationKey } from '../../wire/index.ts';
import { changeWays } from '../ways/index.ts';
import {
  OrganisationNoneError,
  OrganisationOtherError,
  OrganisationPolicyError,
  OrganisationRequiredError,
} from './errors.ts';
import type { RecoveryParts } from './parts.ts';
import type { OrganisationPolicy } from './policy.ts';
import { organisationPolicy } from './policy.ts';

type Question =
  'organisation.read' | 'organisation.offer' | 'organisation.look' | 'organisation.set' | 'organisation.remove';

const SECRET_BYTES = 32;

/**
 * Answers the questions about an organisation that can open this vault (protocol 7.3). Its key comes from the store, and is worth nothing
 * there: it is taken by a fingerprint that policy or the person gave. Set up by a press, in either case.
 */
export function organisationHandlers(parts: RecoveryParts): Handlers<Question> {
  const { session, tell } = parts;
  return {
    'organisation.read': () => viewOf(parts),
    'organisation.offer': () => offerOf(parts),
    'organisation.look': async ({ fingerprint }) => {
      const { key } = await chosen(parts, fingerprint);
      return { name: key.name, fingerprint: organisationFingerprint(key) };
    },
    'organisation.set': async ({ fingerprint, proof }) => {
      await session.requireFresh();
      const { key, by } = await chosen(parts, fingerprint);
      const vault = await session.vault();
      const [slot, secret] = [newId(), randomBytes(SECRET_BYTES)];
      try {
        const seal = await sealToOrganisation({ account: vault.account, slot }, key, secret);
        const proven = proof && { ticket: proof.ticket, code: asMailCode(proof.code) };
        const access = accessOfOrganisation({ slot, signKey: await signKeyOf(secret), seal }, proven);
        const parameters = { kind: 'organisation' as const };
        const add = { id: slot, parameters, secret, name: key.name, organisation: { key, seal, by } };
        const before = vault.ways.organisation();
        await changeWays(parts, { add, ...(before ? { remove: before.id } : {}), access: () => access });
      } finally {
        wipe(secret);
      }
      tell({ type: 'recovery' });
      return {};
    },
    'organisation.remove': async () => {
      await session.requireFresh();
      const before = (await session.vault()).ways.organisation();
      if (before && isKept(before.key, await organisationPolicy(parts))) throw new OrganisationRequiredError();
      if (before) await changeWays(parts, { remove: before.id });
      tell({ type: 'recovery' });
      return {};
    },
  };
}

/** Whether policy keeps this very key where it is. */
function isKept(key: OrganisationKey, policy: OrganisationPolicy | undefined): boolean {
  return policy?.isRequired === true && isOfFingerprint(key, policy.fingerprint);
}

/**
 * The published key, if it is the one of the fingerprint: policy's, where there is one, else what was typed. Throws CodeError,
 * FingerprintError, OrganisationPolicyError, OrganisationNoneError, OrganisationOtherError.
 */
async function chosen(parts: RecoveryParts, typed: string | undefined): Promise<Pick<OrganisationSeal, 'key' | 'by'>> {
  const policy = await organisationPolicy(parts);
  const key = await publishedAs(parts, policy?.fingerprint ?? readFingerprint(typed ?? ''));
  return { key, by: policy ? 'policy' : 'person' };
}

/** The key that the store publishes, if it is the one of this fingerprint. Throws OrganisationNoneError, OrganisationOtherError. */
export async function publishedAs(
  { store }: Pick<RecoveryParts, 'store'>,
  fingerprint: string,
): Promise<OrganisationKey> {
  const { key: published } = await (await store.client()).ask('recoveryOrganisation');
  if (published === null) throw new OrganisationNoneError();
  const key = publishedKey(published);
  if (!key || !isOfFingerprint(key, fingerprint)) throw new OrganisationOtherError();
  return key;
}

/** Undefined: what the store tells is no key. */
function publishedKey(text: string): OrganisationKey | undefined {
  try {
    return readOrganisationKey(fromBase64url(text));
  } catch (error) {
    if (error instanceof LatchkeyError) return undefined;
    throw error;
  }
}

/** As the vault and this browser know it: it takes no store to be told, and a policy that can't be meant hides nothing. */
async function viewOf(parts: RecoveryParts): Promise<OrganisationView> {
  const way = (await parts.session.vault()).ways.organisation();
  const { policy, isPolicyFaulty } = await readablePolicy(parts);
  const set = way && {
    ...{ name: way.key.name, fingerprint: organisationFingerprint(way.key), by: way.by, since: way.createdAt },
    isKept: isKept(way.key, policy),
    isOther: policy !== undefined && !isOfFingerprint(way.key, policy.fingerprint),
  };
  return { ...(set ? { set } : {}), ...(policy ? { policy } : {}), isPolicyFaulty };
}

async function readablePolicy(
  parts: RecoveryParts,
): Promise<{ readonly policy?: OrganisationPolicy | undefined; readonly isPolicyFaulty: boolean }> {
  try {
    return { policy: await organisationPolicy(parts), isPolicyFaulty: false };
  } catch (error) {
    if (error instanceof OrganisationPolicyError) return { isPolicyFaulty: true };
    throw error;
  }
}

async function offerOf({ store }: RecoveryParts): Promise<OrganisationOffer> {
  const client = await store.client();
  const [{ mail }, { key }] = [await client.ask('store'), await client.ask('recoveryOrganisation')];
  return { isPublished: key !== null, sendsMail: mail, needsAddress: needsAddress(await client.ask('recoveries')) };
}
