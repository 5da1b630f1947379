import { wipe } from '../../crypto/index.ts';
import { fromBase64url, toBase64url } from '../../encoding/index.ts';
import { askEvaluation, openEscrow, organisationFingerprint, stretchAnswers } from '../../recovery/index.ts';
import { asBackupCode } from '../../typed/index.ts';
import type { WaysParts } from '../ways/index.ts';
import { NotAtStoreError, WrongAnswersError } from './errors.ts';
import { publishedAs } from './organisation.ts';

/*
 * What only a store can prove. Neither uses anything up but a try: an evaluation of three a year, a backup code's try of so many an hour.
 */

/**
 * The way whose answers these are: they open the box that lies in the keyring, by an evaluation with the key of the store. Throws
 * NotAtStoreError where the store knows another escrow or none, WrongAnswersError, RefusedError `recovery-spent`, `signin-stale`.
 */
export async function provenByAnswers(
  { session, store, stretch }: WaysParts,
  answers: readonly string[],
): Promise<string> {
  const vault = await session.vault();
  const way = vault.ways.escrow();
  const client = await store.client();
  // Asked first: what could prove nothing costs no try.
  const known = (await client.ask('recoveries')).escrow;
  if (!way || known?.slot !== way.id) throw new NotAtStoreError();
  const stretched = await stretchAnswers(way.box, answers, stretch);
  const { blind, blinded } = askEvaluation(stretched);
  try {
    const { evaluated } = await client.ask('recoveryDrill', { blinded: toBase64url(blinded) });
    const place = { account: vault.account, slot: way.id };
    const secret = await openEscrow(place, way.box, { stretched, blind, evaluated: fromBase64url(evaluated) });
    if (!secret) throw new WrongAnswersError();
    wipe(secret);
    return way.id;
  } finally {
    wipe(stretched, blind);
  }
}

/**
 * The way by which an organisation opens the vault: the store has what only it can open, and publishes the key that was taken. That it
 * still has the other half, it alone can show. Throws NotAtStoreError, OrganisationNoneError, OrganisationOtherError.
 */
export async function provenByOrganisation({ session, store }: WaysParts): Promise<string> {
  const way = (await session.vault()).ways.organisation();
  const known = (await (await store.client()).ask('recoveries')).organisation;
  if (!way || known?.slot !== way.id) throw new NotAtStoreError();
  await publishedAs({ store }, organisationFingerprint(way.key));
  return way.id;
}

/** The password that a backup code stands beside. Throws CodeError, RefusedError `second-factor-refused`, `signin-stale`. */
export async function provenByCode({ session, store }: WaysParts, typed: string): Promise<string> {
  const way = (await session.vault()).ways.list().find(({ kind }) => kind === 'password');
  const code = asBackupCode(typed);
  await (await store.client()).ask('accessCode', { code });
  if (!way) throw new NotAtStoreError();
  return way.id;
}
