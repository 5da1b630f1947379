import * as v from 'valibot';
import { count, hashText } from './values.ts';

/** Every code that a store may answer, and the status it travels with. Codes are stable; sentences are the client's. */
export const apiErrors = {
  malformed: 400,
  'signed-out': 401,
  'device-removed': 401,
  'signin-refused': 401,
  'second-factor-refused': 401,
  'code-refused': 401,
  'request-time': 401,
  'request-replayed': 401,
  'signin-stale': 403,
  'signup-closed': 403,
  'origin-refused': 403,
  'author-refused': 403,
  'token-refused': 403,
  'token-spent': 403,
  'recovery-refused': 403,
  'recovery-waiting': 403,
  'recovery-spent': 403,
  'not-found': 404,
  'link-unknown': 404,
  'method-refused': 405,
  'too-slow': 408,
  conflict: 409,
  'head-unknown': 409,
  'account-exists': 409,
  'account-moved': 409,
  'email-taken': 409,
  'credential-taken': 409,
  'second-factor-needed': 409,
  'way-needed': 409,
  'link-taken': 409,
  'token-taken': 409,
  'recovery-full': 409,
  'mail-off': 409,
  'sms-off': 409,
  'length-required': 411,
  'too-large': 413,
  'type-refused': 415,
  'format-unknown': 422,
  'too-many-attempts': 429,
  'too-many-requests': 429,
  failed: 500,
  unavailable: 503,
  'not-sent': 503,
  quota: 507,
  'mailbox-full': 507,
  'store-full': 507,
} as const satisfies Record<string, number>;

export type ApiErrorCode = keyof typeof apiErrors;

/** What an error says: its code, and what helps to go on. Nothing else, so that equal failures look equal. */
export const apiError = v.strictObject({
  code: v.picklist(Object.keys(apiErrors) as [ApiErrorCode, ...ApiErrorCode[]]),
  /** Seconds. */
  retryAfter: v.optional(count),
  /** The store's present head, where the request named another. */
  head: v.optional(hashText),
  sequence: v.optional(count),
});
export type ApiError = v.InferOutput<typeof apiError>;
