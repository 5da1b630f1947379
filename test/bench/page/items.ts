import { toId } from '../../../src/encoding/index.ts';
import { kinds, newItem, type Item, type NoteItem, type Summary } from '../../../src/items/index.ts';

type LoginItem = Extract<Item, { kind: 'login' }>;

const subjects = [
  'Wi-Fi',
  'Bank',
  'Passport',
  'Boiler',
  'Landlord',
  'Garden',
  'Server',
  'Insurance',
  'School',
  'Doctor',
];
const places = ['cabin', 'office', 'flat', 'workshop', 'harbour', 'studio', 'attic', 'cellar'];

/** A note like a person's: a short title, a few sentences. The same for the same number. */
export function noteOf(number: number): NoteItem {
  const subject = subjects[number % subjects.length] ?? '';
  const place = places[(number * 7) % places.length] ?? '';
  return newItem<NoteItem>(
    {
      kind: 'note',
      title: `${subject} at the ${place} ${number}`,
      body: `${subject} number ${number * 37} is kept at the ${place}. Ask Mira before the ${number % 28}th, `.repeat(
        3,
      ),
      favourite: number % 50 === 0,
      tags: [place],
      folder: '',
      fields: [],
    },
    1_790_000_000_000 + number * 60_000,
  );
}

/** A login like a person's. The same for the same number. */
export function loginOf(number: number): LoginItem {
  const { title, favourite, tags } = noteOf(number);
  const fields = { kind: 'login' as const, title, favourite, tags, folder: '', fields: [], accountId: '', notes: '' };
  const host = `${(subjects[number % subjects.length] ?? '').toLowerCase()}${number}.example`;
  return newItem<LoginItem>(
    {
      ...fields,
      urls: [{ url: `https://${host}/login`, match: 'host' }],
      username: `person${number % 7}@mail.example`,
      password: `pass-${number * 7919}-word`,
      totp: number % 10 === 0 ? 'JBSWY3DPEHPK3PXP' : '',
    },
    1_790_000_000_000 + number * 60_000,
  );
}

/** Spread like the random ids of the product: the catalog deals its rows out by their beginnings. */
export function idOf(number: number): string {
  const bytes = Uint8Array.from(
    { length: 16 },
    (_, at) => Math.imul(number + 1, 0x9e3779b1 ^ (at * 0x85ebca6b)) >>> 24,
  );
  new DataView(bytes.buffer).setUint32(12, number);
  return toId(bytes);
}

export function summariesOf(count: number): Summary[] {
  return Array.from(
    { length: count },
    (_, number) => ({ id: idOf(number), revision: 1, ...kinds.summarize(noteOf(number)) }) as Summary,
  );
}
