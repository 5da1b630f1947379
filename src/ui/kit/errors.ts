import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';

/** Which sentence stands for which code. Each says what happened, what is safe, and what to do next. */
const sentences = new Map<string, MessageKey>(
  Object.entries({
    'no-answer': 'errorUnreachable',
    unreachable: 'errorStoreUnreachable',
    orphaned: 'errorOrphaned',
    forbidden: 'errorForbidden',
    'bad-question': 'errorBadQuestion',
    locked: 'errorLocked',
    'messages-locked': 'errorMessagesLocked',
    'fresh-proof-needed': 'errorFreshProof',
    'wrong-secret': 'errorWrongSecret',
    'wrong-password': 'errorWrongPassword',
    'wrong-phrase': 'errorWrongPhrase',
    'wrong-passkey': 'errorPasskeyOther',
    'no-such-way': 'errorGone',
    'no-ticket': 'errorExpired',
    cancelled: 'errorPasskeyCancelled',
    'no-prf': 'errorPasskeyNoPrf',
    known: 'errorPasskeyKnown',
    'not-allowed': 'errorPasskeyRefused',
    failed: 'errorPasskeyFailed',
    'work-failed': 'errorWork',
    'phrase-length': 'errorPhraseLength',
    'phrase-checksum': 'errorPhraseChecksum',
    decryption: 'errorDecryption',
    'tampered-slot': 'errorTampered',
    malformed: 'errorDamaged',
    'database-broken': 'errorDatabase',
    'database-blocked': 'errorDatabase',
    'disk-full': 'errorDiskFull',
    conflict: 'errorConflict',
    'last-way': 'errorLastWay',
    'vault-exists': 'errorVaultExists',
    'no-vault': 'errorNoVault',
    'slot-tampered': 'errorTampered',
    'unknown-way': 'errorGone',
    'vault-damaged': 'errorDamaged',
    'record-sum': 'errorDamaged',
    'record-damaged': 'errorDamagedRecord',
    'malformed-item': 'errorDamagedRecord',
    'unknown-item-kind': 'errorUnknownKind',
    'unknown-record': 'errorUnknownRecord',
    'stale-write': 'errorConflict',
    'item-too-large': 'errorItemTooLarge',
    'not-in-trash': 'errorNotInTrash',
    'duplicates-changed': 'errorDuplicatesChanged',
    'too-much-at-once': 'errorTooMuchAtOnce',
    'too-many-tags': 'errorTooManyTags',
    'undo-over': 'errorUndoOver',
    'file-too-large': 'errorFileTooLarge',
    'file-sealed': 'errorFileSealed',
    'file-password-needed': 'errorFilePassword',
    'file-cost': 'errorFileCost',
    'file-damaged': 'errorFileDamaged',
    'archive-unread': 'errorArchive',
    'wrong-export-password': 'errorWrongExportPassword',
    'armor-damaged': 'errorArmorDamaged',
    'armor-version': 'errorArmorVersion',
    'unknown-epoch': 'errorUnknownEpoch',
    'ticket-gone': 'errorTicketGone',
    'offer-gone': 'errorOfferGone',
    'format-unknown': 'errorNewer',
    'device-list': 'errorTampered',
    'bad-public-key': 'errorTampered',
    'stretch-parameters': 'errorTampered',
    'vault-closed': 'errorLocked',
    'vault-connected': 'errorConnected',
    'not-connected': 'errorNotConnected',
    'store-rolled-back': 'errorRolledBack',
    'store-forked': 'errorForked',
    'not-resumable': 'errorNotResumable',
    'device-cloned': 'errorCloned',
    'store-forged': 'errorForged',
    'store-sum': 'errorStoreSum',
    'store-key-changed': 'errorStoreKeyChanged',
    'another-store': 'errorAnotherStore',
    'rotated-away': 'errorRotatedAway',
    'qr-none': 'errorQrNone',
    'qr-other': 'errorQrOther',
    'qr-no-link': 'errorQrNoLink',
    'qr-several': 'errorQrSeveral',
    'qr-picture': 'errorQrPicture',
    'tab-picture': 'errorTabPicture',
    'camera-refused': 'errorCameraRefused',
    'camera-none': 'errorCameraNone',
    'device-removed': 'errorDeviceRemoved',
    'unknown-device': 'errorUnknownDevice',
    slow: 'errorStoreSlow',
    'not-a-store': 'errorNotAStore',
    'proxy-refused': 'errorProxyRefused',
    'wrong-origin': 'errorWrongOrigin',
    'store-version': 'errorStoreVersion',
    'store-answer': 'errorStoreAnswer',
    'store-address': 'errorStoreAddress',
    'code-shape': 'errorCodeShape',
    'email-address': 'storeEmailWrong',
    'text-malformed': 'errorTextMalformed',
    'store-permission': 'errorStorePermission',
    'wrong-sign-in': 'errorWrongSignIn',
    'password-weak': 'errorPasswordWeak',
    'second-factor-refused': 'errorSecondFactorRefused',
    'second-factor-needed': 'errorSecondFactorNeeded',
    'way-needed': 'errorWayNeeded',
    'signin-stale': 'errorSignInStale',
    'signin-refused': 'errorSignInRefused',
    'signed-out': 'errorSignedOut',
    'other-account': 'errorOtherAccount',
    'email-taken': 'errorEmailTaken',
    'credential-taken': 'errorCredentialTaken',
    'account-exists': 'errorAccountExists',
    'link-code': 'errorLinkCode',
    'link-unknown': 'errorLinkUnknown',
    'link-taken': 'errorLinkTaken',
    'link-forged': 'errorLinkForged',
    'link-number': 'errorLinkNumber',
    'link-over': 'errorLinkOver',
    'link-state': 'errorLinkState',
    'signup-closed': 'errorSignUpClosed',
    'too-many-attempts': 'errorTooMany',
    'too-many-requests': 'errorTooMany',
    unavailable: 'errorStoreBusy',
    'too-slow': 'errorStoreSlow',
    quota: 'errorQuota',
    'too-large': 'errorTooLarge',
    'store-full': 'errorStoreFull',
    'request-time': 'errorRequestTime',
    'request-replayed': 'errorStoreRefused',
    'origin-refused': 'errorStoreRefused',
    'author-refused': 'errorStoreRefused',
    'type-refused': 'errorStoreRefused',
    'length-required': 'errorStoreRefused',
    'method-refused': 'errorStoreRefused',
    'not-found': 'errorStoreRefused',
    'head-unknown': 'errorRolledBack',
    'import-gone': 'errorImportGone',
    'import-running': 'errorImportRunning',
    'file-unknown': 'importFileUnknown',
    'no-key-file': 'errorNoKeyFile',
    clipboard: 'errorClipboard',
    'nothing-to-copy': 'errorNothingToCopy',
    'no-address': 'errorNoAddress',
    'impossible-options': 'errorImpossibleOptions',
  }),
);

/** The stable code of an error; `unexpected` for one that has none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unexpected';
}

/** What a person should read about an error, in their language. Never contains the error's own text. */
export function sentenceFor(error: unknown): string {
  const code = codeOf(error);
  if (code === 'phrase-word') return wrongWord(error);
  return message(sentences.get(code) ?? 'errorUnexpected');
}

/** Names the wrong word of a phrase by its place, and what it may have been. */
function wrongWord(error: unknown): string {
  const { position = 0, suggestions = [] } = detailOf(error);
  return suggestions.length > 0
    ? message('errorPhraseWordNear', String(position), suggestions.join(', '))
    : message('errorPhraseWord', String(position));
}

interface WordDetail {
  readonly position?: number;
  readonly suggestions?: readonly string[];
}

function detailOf(error: unknown): WordDetail {
  const detail = typeof error === 'object' && error !== null && 'detail' in error ? error.detail : undefined;
  return typeof detail === 'object' && detail !== null ? detail : {};
}
