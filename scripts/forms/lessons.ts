import type { CorpusPage } from './corpus.ts';
import type { Sample } from './learn-in-page.ts';
import type { Lesson } from './learn.ts';

/** The corpus's labels, by what we call them. Those that say less than we tell apart are in `typeOf`. */
const names: Readonly<Record<string, string>> = {
  emailAddress: 'email',
  'password.new': 'new-password',
  'password.current': 'current-password',
  totp: 'one-time-code',
  fullName: 'name',
  firstName: 'given-name',
  middleName: 'additional-name',
  lastName: 'family-name',
  phone: 'tel',
  addressStreet: 'address-line1',
  addressStreet2: 'address-line2',
  addressCity: 'address-level2',
  addressProvince: 'address-level1',
  addressPostalCode: 'postal-code',
  addressCountryCode: 'country',
  birthday: 'bday',
  birthdayDay: 'bday-day',
  birthdayMonth: 'bday-month',
  birthdayYear: 'bday-year',
  cardName: 'cc-name',
  cardNumber: 'cc-number',
  cardSecurityCode: 'cc-csc',
  expiration: 'cc-exp',
  expirationMonth: 'cc-exp-month',
  expirationYear: 'cc-exp-year',
};

/** A page with many fields of one kind counts like one with so many. */
const enough = 8;

export function lessonsOf(pages: readonly CorpusPage[], samples: readonly (readonly Sample[])[]): Lesson[] {
  return pages.flatMap((page, i) => {
    const all = samples[i] ?? [];
    const passwords = all.filter(({ label }) => label === 'password').length;
    return all
      .filter(({ isShown, label }) => isShown || label !== 'unknown')
      .map((sample) => {
        const type = typeOf(sample, page.name, passwords);
        // A password in a field that shows it is nothing for us.
        const isKept = sample.model === 'masked' || !type.endsWith('-password');
        return {
          site: siteOf(page.name),
          sample,
          type: isKept ? type : 'unknown',
          weight: Math.min(1, enough / all.filter(({ model }) => model === sample.model).length),
        };
      });
  });
}

function siteOf(name: string): string {
  return /^(?:www_|accounts_|app_|my_|login_)?([a-z\d]+)/i.exec(name)?.[1]?.toLowerCase() ?? name;
}

function typeOf({ label, names: evidence }: Sample, page: string, passwords: number): string {
  const says = (...any: string[]): boolean => any.some((name) => evidence.includes(name));
  if (label === 'username') return says('=email') || (says('remail') && !says('rusername')) ? 'email' : 'username';
  if (label !== 'password') return names[label] ?? label;
  if (says('+new-password', '+current-password')) return says('+new-password') ? 'new-password' : 'current-password';
  if (/login|signin/.test(page)) return 'current-password';
  return passwords > 1 || /sign.?up|regist|create/.test(page) ? 'new-password' : 'current-password';
}
