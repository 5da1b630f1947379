import type { Wanted } from '../qr/index.ts';

/** The address of a secret, or of what authenticator apps keep besides: the field it goes to says what it is. */
const ADDRESS = /^\s*(?:otpauth|otpauth-migration|steam):/i;

/** The codes by which sites hand out secrets. */
export const secretCode: Wanted = { isIt: (text) => ADDRESS.test(text), other: 'qr-other' };
