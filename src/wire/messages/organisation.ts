import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { isPersonName } from '../../typed/index.ts';
import { bytesOf, decodePadded, encodePadded } from '../format/index.ts';
import { HANDED_BYTES } from './share.ts';

const answer = v.strictObject({
  /** What the organisation calls itself. */
  name: v.pipe(v.string(), v.check(isPersonName)),
  /** The slot secret. */
  secret: bytesOf(32),
});
/** What an organisation hands over to a browser that asks (protocol 7.3), sealed for it: as long as a trustee's share. */
export type OrganisationAnswer = v.InferOutput<typeof answer>;

/** `length 2 | JSON | zeros`, 2,048 bytes. */
export function writeOrganisationAnswer(value: OrganisationAnswer): Bytes {
  return encodePadded(value, HANDED_BYTES);
}

/** Throws MalformedError, FormatError. */
export function readOrganisationAnswer(source: Bytes): OrganisationAnswer {
  return decodePadded(answer, source, HANDED_BYTES);
}
