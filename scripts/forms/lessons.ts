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

/** The same of whole pages, by the letters of a field. What isn't here is nothing that we fill. */
const letters: Readonly<Record<string, string>> = {
  ...{ us: 'username', ue: 'username', e1: 'email', e2: 'email' },
  ...{ n1: 'given-name', n2: 'additional-name', n3: 'family-name', nf: 'name' },
  ...{ Co: 'country', Ci: 'address-level2', St: 'address-level1', Zi: 'postal-code' },
  ...{ Ad: 'address-line1', Sa: 'address-line1', A1: 'address-line1', A2: 'address-line2' },
  ...{
    ph: 'tel',
    P0: 'tel',
    P1: 'tel',
    P2: 'tel',
    P3: 'tel',
    bd: 'bday-day',
    bm: 'bday-month',
    by: 'bday-year',
    bD: 'bday',
  },
};
const passwords = ['p1', 'p2'];
/** Forms and fields that nobody labelled. */
const unlabelled = /^[X-]|XX$/;

/** A page with many fields of one kind counts like one with so many. */
const enough = 8;

export function lessonsOf(pages: readonly CorpusPage[], samples: readonly (readonly Sample[])[]): Lesson[] {
  return pages.flatMap((page, i) => {
    const all = (samples[i] ?? []).filter((sample) => page.sort === 'labelled' || !unlabelled.test(sample.label));
    const hidden = all.filter(({ label }) => label === 'password').length;
    return all.flatMap((sample) => {
      const said = page.sort === 'whole' ? typeInWhole(sample) : typeOf(sample, page.name, hidden);
      // A password in a field that shows it is nothing for us.
      const type = sample.model === 'masked' || !said.endsWith('-password') ? said : 'unknown';
      // Codes are unknown to these corpora, with few exceptions, and so are none of their lessons.
      const isCode = sample.said.some(([one]) => one === 'one-time-code');
      if (type === 'unknown' && (!sample.isShown || isCode)) return [];
      const weight = Math.min(1, enough / all.filter(({ model }) => model === sample.model).length);
      return [{ site: siteOf(page.name), sample, type, weight }];
    });
  });
}

function siteOf(name: string): string {
  return /^(?:www\d?[_.]|accounts_|app_|my_|login_)?([a-z\d-]+)/i.exec(name)?.[1]?.toLowerCase() ?? name;
}

function typeInWhole({ label }: Sample): string {
  const [form = '', field = ''] = label.split(' ');
  if (passwords.includes(field)) return form === 'l' ? 'current-password' : 'new-password';
  return letters[field] ?? 'unknown';
}

function typeOf({ label, names: evidence }: Sample, page: string, passwords: number): string {
  const says = (...any: string[]): boolean => any.some((name) => evidence.includes(name));
  if (label === 'username') return says('=email') || (says('remail') && !says('rusername')) ? 'email' : 'username';
  if (label !== 'password') return names[label] ?? label;
  if (says('+new-password', '+current-password')) return says('+new-password') ? 'new-password' : 'current-password';
  if (/login|signin/.test(page)) return 'current-password';
  return passwords > 1 || /sign.?up|regist|create/.test(page) ? 'new-password' : 'current-password';
}
