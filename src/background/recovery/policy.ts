import { readFingerprint } from '../../recovery/index.ts';
import { OrganisationPolicyError } from './errors.ts';
import type { RecoveryParts } from './parts.ts';

/** What policy says of an organisation in this browser (protocol 7.3). */
export interface OrganisationPolicy {
  /** In its one form; no other is taken here. */
  readonly fingerprint: string;
  /** It isn't removed here. */
  readonly isRequired: boolean;
}

/** Undefined where nothing is said of it. Throws OrganisationPolicyError for what can't be meant: it is never taken for nothing. */
export async function organisationPolicy({
  policy,
}: Pick<RecoveryParts, 'policy'>): Promise<OrganisationPolicy | undefined> {
  const { organisation } = await policy();
  if (organisation === undefined || organisation === null) return undefined;
  const { fingerprint, required } = organisation as Partial<Record<string, unknown>>;
  if (typeof fingerprint !== 'string') throw new OrganisationPolicyError();
  try {
    return { fingerprint: readFingerprint(fingerprint), isRequired: required === true };
  } catch {
    throw new OrganisationPolicyError();
  }
}
