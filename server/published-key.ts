import { fromBase64url } from '../src/encoding/index.ts';
import { readOrganisationKey } from '../src/wire/index.ts';

/** Whether a text is an organisation's recovery key as it is published: base64url of what clients read (protocol 7.3). */
export function isPublishedKey(text: string): boolean {
  try {
    readOrganisationKey(fromBase64url(text));
    return true;
  } catch {
    return false;
  }
}
