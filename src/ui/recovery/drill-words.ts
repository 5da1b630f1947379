import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import type { DrillRow } from '../../rpc/index.ts';

const titles: Readonly<Record<Exclude<DrillRow['kind'], 'passkey' | 'browser'>, MessageKey>> = {
  password: 'settingsPassword',
  'sign-in': 'recoverySecond',
  codes: 'drillCodes',
  phrase: 'settingsPhrase',
  kit: 'drillKit',
  answers: 'recoveryAnswers',
};

const details: Readonly<Record<DrillRow['kind'], MessageKey>> = {
  password: 'drillPasswordText',
  'sign-in': 'drillSignInText',
  codes: 'drillCodesText',
  answers: 'drillAnswersText',
  passkey: 'drillPasskeyText',
  phrase: 'drillPhraseText',
  kit: 'drillKitText',
  browser: 'drillBrowserText',
};

export function titleOf({ kind, name }: DrillRow): string {
  if (kind === 'passkey') return message('drillPasskey', name);
  if (kind === 'browser') return message('drillBrowser', name === '' ? message('devicesUnnamed') : name);
  return message(titles[kind]);
}

/** What is to be done to try it. */
export function detailOf({ kind }: DrillRow): string {
  return message(details[kind]);
}
