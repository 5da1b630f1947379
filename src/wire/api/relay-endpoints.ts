import type { Endpoint } from './endpoint.ts';
import { endpoint } from './endpoint.ts';
import {
  bundlesRequest,
  contactListsRequest,
  depositHeader,
  mailAcknowledged,
  preKeysPut,
  preKeyState,
  tokenPut,
  tokenRevoke,
} from './relay.ts';
import { nothing } from './values.ts';
import { MOST_ENVELOPE_BYTES, MOST_PRE_KEY_BYTES } from '../messages/index.ts';

/** What stands around an envelope: two lengths, and a header of less than 300 bytes. */
const AROUND_ENVELOPE = 1_024;
const refusals = ['token-refused', 'token-spent', 'too-many-requests'] as const;

/** What the people ask whom an account gave a token: without session, signature or cookie (protocol 8.1, 8.4). */
const contactEndpoints = {
  contactBundles: endpoint({
    method: 'POST',
    path: '/v1/contact/bundles',
    caller: 'anyone',
    body: 'json',
    request: bundlesRequest,
    answers: 'frames',
    errors: refusals,
    says: 'To whoever holds a token of the account: its device list from a version on, and what a session with each of its devices begins with. One-time keys are handed out once.',
  }),
  contactLists: endpoint({
    method: 'POST',
    path: '/v1/contact/lists',
    caller: 'anyone',
    body: 'json',
    request: contactListsRequest,
    answers: 'frames',
    errors: ['token-refused', 'too-many-requests'],
    says: 'To whoever holds any token that the account ever gave out: its device list from a version on.',
  }),
  contactDeposit: endpoint({
    method: 'POST',
    path: '/v1/contact/deposits',
    caller: 'anyone',
    body: 'frames',
    most: MOST_ENVELOPE_BYTES + AROUND_ENVELOPE,
    request: depositHeader,
    answers: 'frames',
    errors: [...refusals, 'mailbox-full', 'store-full'],
    says: 'Leaves an envelope for one device. A deposit that is there already is taken again; a device that has no mailbox any more is answered with the newest list.',
  }),
} as const satisfies Record<string, Endpoint>;

/** What a device asks about its own mailbox, pre-keys and the account's tokens. */
const mailboxEndpoints = {
  mailbox: endpoint({
    method: 'GET',
    path: '/v1/mailbox',
    caller: 'session',
    body: 'none',
    answers: 'frames',
    errors: ['author-refused'],
    says: 'What lies in the mailbox of a device (`device`), oldest first, at most `limit` envelopes; and what it has of pre-keys.',
  }),
  mailboxAcknowledge: endpoint({
    method: 'POST',
    path: '/v1/mailbox/acknowledge',
    caller: 'session',
    body: 'json',
    request: mailAcknowledged,
    answers: 'json',
    answer: nothing,
    errors: ['author-refused'],
    says: 'These envelopes have arrived: the store forgets them, and takes none of these deposits again.',
  }),
  preKeysPut: endpoint({
    method: 'POST',
    path: '/v1/mailbox/prekeys',
    caller: 'session',
    body: 'json',
    request: preKeysPut(MOST_PRE_KEY_BYTES),
    answers: 'json',
    answer: preKeyState,
    errors: ['author-refused', 'quota', 'store-full', 'format-unknown'],
    says: 'Pre-keys that a listed device signed: signed and KEM pre-key replace those before, one-time keys are added.',
  }),
  tokenPut: endpoint({
    method: 'POST',
    path: '/v1/mailbox/tokens',
    caller: 'session',
    body: 'json',
    request: tokenPut,
    answers: 'json',
    answer: nothing,
    errors: ['token-taken', 'quota', 'store-full'],
    says: 'An invitation token; or a delivery token, which takes the place of the one before.',
  }),
  tokenRevoke: endpoint({
    method: 'POST',
    path: '/v1/mailbox/tokens/revoke',
    caller: 'session',
    body: 'json',
    request: tokenRevoke,
    answers: 'json',
    answer: nothing,
    errors: ['token-refused'],
    says: 'A token is good for lists and for one request a day only; one that was abused for lists only.',
  }),
} as const satisfies Record<string, Endpoint>;

export const relayEndpoints = { ...contactEndpoints, ...mailboxEndpoints } as const;
