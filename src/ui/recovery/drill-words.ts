import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import type { DrillRow } from '../../rpc/index.ts';
import { written } from '../kit/index.ts';

const titles: Readonly<Record<Exclude<DrillRow['kind'], 'passkey' | 'organisation' | 'browser'>, MessageKey>> = {
  password: 'settingsPassword',
  'sign-in': 'recoverySecond',
  codes: 'drillCodes',
  phrase: 'settingsPhrase',
  kit: 'drillKit',
  answers: 'recoveryAnswers',
  trustees: 'recoveryTrustees',
};

const details: Readonly<Record<Exclude<DrillRow['kind'], 'trustees'>, MessageKey>> = {
  password: 'drillPasswordText',
  'sign-in': 'drillSignInText',
  codes: 'drillCodesText',
  answers: 'drillAnswersText',
  passkey: 'drillPasskeyText',
  phrase: 'drillPhraseText',
  kit: 'drillKitText',
  organisation: 'drillOrganisationText',
  browser: 'drillBrowserText',
};

export function titleOf({ kind, name }: DrillRow): string {
  if (kind === 'passkey') return message('drillPasskey', name);
  if (kind === 'organisation') return message('drillOrganisation', name);
  if (kind === 'browser') return message('drillBrowser', name === '' ? message('devicesUnnamed') : name);
  return message(titles[kind]);
}

/** What is to be done to try it. */
export function detailOf({ kind, shares }: DrillRow): string {
  if (kind !== 'trustees') return message(details[kind]);
  return message(
    'drillTrusteesText',
    written(shares?.held ?? 0),
    written(shares?.of ?? 0),
    written(shares?.needed ?? 0),
  );
}

/** When it was proven last, and by how many where it was not by a person's own try. */
export function provenOf({ shares }: DrillRow, ago: string): string {
  return shares
    ? message('drillTrusteesHeld', written(shares.held), written(shares.of), ago)
    : message('drillProven', ago);
}
