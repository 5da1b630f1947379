import type { MessageKey } from '../../platform/index.ts';
import type { Rung, RungState } from '../../recovery/index.ts';

interface RungWords {
  readonly title: MessageKey;
  /** What it opens, and what the store could do with it. */
  readonly text: MessageKey;
  /** Where it is set up, in the vault page; absent where that is nowhere. */
  readonly place?: string;
}

export const rungWords: Readonly<Record<Rung, RungWords>> = {
  password: { title: 'recoveryPassword', text: 'recoveryPasswordText', place: '#settings/password' },
  'second-factor': { title: 'recoverySecond', text: 'recoverySecondText', place: '#settings/password' },
  passkey: { title: 'recoveryPasskey', text: 'recoveryPasskeyText', place: '#settings/passkeys' },
  phrase: { title: 'recoveryPhrase', text: 'recoveryPhraseText', place: '#settings/phrase' },
  browser: { title: 'recoveryBrowser', text: 'recoveryBrowserText', place: '#settings/link' },
  answers: { title: 'recoveryAnswers', text: 'recoveryAnswersText', place: '#answers' },
  trustees: { title: 'recoveryTrustees', text: 'recoveryTrusteesText', place: '#trustees' },
  organisation: { title: 'recoveryOrganisation', text: 'recoveryOrganisationText', place: '#organisation' },
};

export const stateWords: Readonly<Record<RungState, MessageKey>> = {
  set: 'recoverySet',
  waiting: 'recoveryWaiting',
  here: 'recoveryHere',
  missing: 'recoveryMissing',
  lapsed: 'recoveryLapsed',
  'needs-store': 'recoveryNeedsStore',
  'not-offered': 'recoveryNotOffered',
};
