import { plain } from './choose.ts';

/** Calling codes as the ITU gave them, by country. */
const callingCodes =
  'AC247AD376AE971AF93AG1AI1AL355AM374AO244AR54AS1AT43AU61AW297AX358AZ994BA387BB1BD880BE32BF226BG359BH973BI257BJ229BL590BM1BN673BO591BQ599BR55BS1BT975BW267BY375BZ501CA1CC61CD243CF236CG242CH41CI225CK682CL56CM237CN86CO57CR506CU53CV238CW599CX61CY357CZ420DE49DJ253DK45DM1DO1DZ213EC593EE372EG20EH212ER291ES34ET251FI358FJ679FK500FM691FO298FR33GA241GB44GD1GE995GF594GG44GH233GI350GL299GM220GN224GP590GQ240GR30GT502GU1GW245GY592HK852HN504HR385HT509HU36ID62IE353IL972IM44IN91IO246IQ964IR98IS354IT39JE44JM1JO962JP81KE254KG996KH855KI686KM269KN1KP850KR82KW965KY1KZ7LA856LB961LC1LI423LK94LR231LS266LT370LU352LV371LY218MA212MC377MD373ME382MF590MG261MH692MK389ML223MM95MN976MO853MP1MQ596MR222MS1MT356MU230MV960MW265MX52MY60MZ258NA264NC687NE227NF672NG234NI505NL31NO47NP977NR674NU683NZ64OM968PA507PE51PF689PG675PH63PK92PL48PM508PR1PS970PT351PW680PY595QA974RE262RO40RS381RU7RW250SA966SB677SC248SD249SE46SG65SH290SI386SJ47SK421SL232SM378SN221SO252SR597SS211ST239SV503SX1SY963SZ268TA290TC1TD235TG228TH66TJ992TK690TL670TM993TN216TO676TR90TT1TV688TW886TZ255UA380UG256US1UY598UZ998VA39VC1VE58VG1VI1VN84VU678WF681WS685XK383YE967YT262ZA27ZM260ZW263';

/** Names that pages know and `Intl` doesn't. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  BN: ['Brunei Darussalam'],
  CD: ['Congo, Democratic Republic of the', 'Democratic Republic of the Congo'],
  CV: ['Cape Verde'],
  CZ: ['Czech Republic'],
  GB: ['United Kingdom of Great Britain and Northern Ireland', 'Great Britain', 'England', 'UK'],
  IR: ['Iran, Islamic Republic of', 'Islamic Republic of Iran'],
  KP: ['Korea, Democratic People’s Republic of'],
  KR: ['Korea, Republic of', 'Republic of Korea'],
  LA: ['Lao People’s Democratic Republic'],
  MD: ['Moldova, Republic of'],
  MK: ['Macedonia'],
  NL: ['Holland', 'The Netherlands'],
  PS: ['Palestine, State of'],
  RU: ['Russian Federation'],
  SY: ['Syrian Arab Republic'],
  SZ: ['Swaziland'],
  TR: ['Turkey'],
  TW: ['Taiwan, Province of China'],
  TZ: ['Tanzania, United Republic of'],
  US: ['United States of America', 'USA'],
  VA: ['Holy See'],
  VE: ['Venezuela, Bolivarian Republic of'],
  VN: ['Viet Nam'],
};

export function callingCodeOf(country: string): string | undefined {
  return new RegExp(`${country}(\\d+)`).exec(callingCodes)?.[1];
}

/** Countries that share a calling code. */
export function countriesCalled(code: string): readonly string[] {
  return Array.from(callingCodes.matchAll(/([A-Z]{2})(\d+)/g), ([, country, its]) =>
    its === code ? country : '',
  ).filter((country) => country !== undefined && country !== '') as string[];
}

/** What a country is called in a language. */
function namesIn(country: string, language: string): string[] {
  return (['long', 'short'] as const).flatMap((style) => {
    const name = new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' }).of(country);
    return name === undefined ? [] : [name];
  });
}

/** The code of a country that somebody wrote as a code, or by its name in the page's language, their own, or its own. */
export function countryOf(text: string, language: string): string | undefined {
  const name = plain(text);
  if (/^[a-z]{2}$/.test(name)) return canonical(name.toUpperCase());
  if (name === '') return undefined;
  for (const tag of [language, ...navigator.languages, 'en']) {
    const found = namesOf(tag).get(name);
    if (found) return found;
  }
  others ??= namesBy((country) => [...(otherNames[country] ?? []), ...namesIn(country, ownLanguage(country))]);
  return others.get(name);
}

/** What countries are called by their people, and on pages. */
let others: ReadonlyMap<string, string> | undefined;

/** How a country is written, the name in the page's language first. */
export function countryNames(country: string, language: string): string[] {
  const names = [language, 'en', ownLanguage(country)].flatMap((tag) => namesIn(country, tag));
  return [...names, ...(otherNames[country] ?? [])];
}

function ownLanguage(country: string): string {
  return new Intl.Locale('und', { region: country }).maximize().language;
}

/** Formerly used codes lead to those of today. */
function canonical(code: string): string | undefined {
  return new Intl.Locale(`und-${code}`).region;
}

let known: readonly string[] | undefined;

function codes(): readonly string[] {
  if (known) return known;
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const pairs = letters.flatMap((one) => letters.map((other) => one + other));
  known = pairs.filter((code) => canonical(code) === code && names.of(code) !== undefined);
  return known;
}

const byLanguage = new Map<string, ReadonlyMap<string, string>>();

function namesOf(language: string): ReadonlyMap<string, string> {
  const made = byLanguage.get(language) ?? namesBy((country) => namesIn(country, language));
  byLanguage.set(language, made);
  return made;
}

function namesBy(namesOfOne: (country: string) => readonly string[]): ReadonlyMap<string, string> {
  return new Map(codes().flatMap((country) => namesOfOne(country).map((name) => [plain(name), country] as const)));
}
