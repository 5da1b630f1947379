import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { isPersonName } from '../../typed/index.ts';
import { bytesOf, decode, encode } from '../format/index.ts';

/** HPKE's encapsulated key 32, commitment 32, a slot secret 32 and a tag 16. */
export const ORGANISATION_SEAL_BYTES = 112;
/** Of an organisation's key as it is published. */
export const MOST_ORGANISATION_KEY_BYTES = 512;

const organisationKey = v.strictObject({
  /** What people know it by. */
  name: v.pipe(v.string(), v.check(isPersonName)),
  /** X25519. */
  publicKey: bytesOf(32),
});
/** An organisation's recovery key as it publishes it (protocol 7.3): trusted by its fingerprint alone, whoever handed it over. */
export type OrganisationKey = v.InferOutput<typeof organisationKey>;

/** Throws MalformedError, FormatError. */
export function readOrganisationKey(source: Bytes): OrganisationKey {
  return decode(organisationKey, source, MOST_ORGANISATION_KEY_BYTES);
}

export function writeOrganisationKey(value: OrganisationKey): Bytes {
  return encode(value);
}

/** A way back by an organisation as its keyring keeps it: to whose key the slot secret is sealed, the seal, and who decided so. */
export const organisationSeal = v.strictObject({
  key: organisationKey,
  seal: bytesOf(ORGANISATION_SEAL_BYTES),
  /** The fingerprint came from managed policy, or from the person. */
  by: v.picklist(['policy', 'person']),
});
export type OrganisationSeal = v.InferOutput<typeof organisationSeal>;
