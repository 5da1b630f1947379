import { textFields } from './fields.ts';
import type { ItemBase } from './item.ts';
import type { FieldRule, Kind } from './kind.ts';

const names = ['holder', 'number', 'expiryMonth', 'expiryYear', 'code', 'pin'] as const;
const whole: FieldRule = { merge: 'whole', remembered: true };

export interface CardItem extends ItemBase, Readonly<Record<(typeof names)[number], string>> {
  readonly kind: 'card';
  readonly notes: string;
}

export const card: Kind<CardItem> = {
  savedWhenTold: true,
  domain: 'logins',
  parse: (fields) => textFields(fields, [...names, 'notes']),
  fields: {
    holder: whole,
    number: whole,
    expiryMonth: whole,
    expiryYear: whole,
    code: whole,
    pin: whole,
    notes: { merge: 'text', remembered: true },
  },
  // The last four digits are what shops print, too.
  detail: ({ number, expiryMonth, expiryYear }) => {
    const expiry = [expiryMonth, expiryYear.slice(-2)].filter(Boolean).join('/');
    return [lastFour(number), expiry].filter(Boolean).join(' · ');
  },
  alsoFound: ({ holder, folder, tags }) => [holder, folder, ...tags].join(' '),
};

function lastFour(number: string): string {
  const digits = number.replace(/\D/g, '');
  return digits.length < 12 ? '' : `…${digits.slice(-4)}`;
}
