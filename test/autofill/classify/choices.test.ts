import { describe, expect, it } from 'vitest';
import { withChoices } from '../../../src/autofill/classify/choices.ts';
import type { Looks } from '../../../src/autofill/classify/features.ts';
import type { Guess } from '../../../src/autofill/classify/guess.ts';
import { withCode } from '../../../src/autofill/classify/settle.ts';
import type { FieldType } from '../../../src/autofill/classify/types.ts';
import type { Word } from '../../../src/autofill/classify/words.ts';
import { wordsIn } from '../../../src/autofill/classify/words.ts';

/** A line, or a select whose choices look like something, that was taken for this, with what is written at it. */
function field(type: FieldType, text: string, looks?: Looks, count = 0): Guess {
  const words = new Set(wordsIn(text));
  const element = { localName: looks ? 'select' : 'input', options: { length: count } };
  return {
    type,
    field: { element, isLine: !looks, isMasked: false, words, looks } as unknown as Guess['field'],
    score: () => 0,
  };
}

const said = (text: string): ReadonlySet<Word> => new Set(wordsIn(text));
const types = (guesses: readonly Guess[], text = '') =>
  withChoices(guesses, { text: said(text) }).map(({ type }) => type);
const tel = field('tel', 'Phone');

describe('what stands before a phone number', () => {
  it.each([
    ['calling codes to choose from', field('country', 'Country code', '?dial')],
    ['a select named after the phone', field('tel', 'phone_country', '?few')],
    ['a select beside which the phone is named', field('country', 'country_code Phone', '?few')],
    ['a field for the country code', field('country', 'Country code')],
    ['a field for the prefix', field('unknown', 'phone_prefix')],
  ])('is the country that is dialled: %s', (_, code) => {
    expect(types([code, tel])).toEqual(['tel-country-code', 'tel']);
  });

  it('is the country where somebody lives, if nothing speaks of dialling', () => {
    expect(types([field('country', 'Country', '?some'), tel])).toEqual(['country', 'tel']);
    expect(types([field('country', 'Country code', '?some'), tel])).toEqual(['country', 'tel']);
    expect(types([field('country', 'Country code')])).toEqual(['country']);
  });
});

describe('a day, a month and a year', () => {
  const three = (looks: Looks, count: number) => [
    field('unknown', 'Month', '?months'),
    field('bday-day', 'Day', '?days'),
    field('unknown', 'Year', looks, count),
  ];
  it('are a birthday where the years are those of grown-up people, whatever they are called', () => {
    expect(types(three('?years', 120))).toEqual(['bday-month', 'bday-day', 'bday-year']);
    expect(types([field('name', 'Name'), ...three('?years', 120)])).toEqual([
      'name',
      'bday-month',
      'bday-day',
      'bday-year',
    ]);
  });
  it('are none where they are to come, or a child’s', () => {
    for (const [looks, count] of [
      ['?expiry', 12],
      ['?years', 18],
    ] as const)
      expect(types(three(looks, count), 'Your baby’s birth')).toEqual(['unknown', 'bday-day', 'unknown']);
  });
  it('are one in three lines where the form speaks of a birth', () => {
    const lines = ['Day', 'Month', 'Year'].map((text) => field('unknown', text));
    expect(types(lines, 'Date of birth')).toEqual(['bday-day', 'bday-month', 'bday-year']);
    expect(types(lines, 'Date of arrival')).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

describe('a security code', () => {
  const judged = (others: readonly Guess[], text: string, label = 'Security code', buttons = 'Continue') =>
    withCode([...others, field('cc-csc', label)], {
      text: said(text),
      buttons: said(buttons),
      attributes: said(''),
      fields: [],
    }).at(-1)?.type;
  it('is that of a sign-in where nothing is of a card', () => {
    expect(judged([], 'We sent you a message')).toBe('one-time-code');
    expect(judged([], '', 'Sicherheitscode')).toBe('one-time-code');
  });
  it('is that of a card beside its number, where a card is spoken of, where one pays, and as a CVV', () => {
    expect(judged([field('cc-number', '')], '')).toBe('cc-csc');
    expect(judged([], 'Card ending in 4242')).toBe('cc-csc');
    expect(judged([], '', 'Security code', 'Pay now')).toBe('cc-csc');
    expect(judged([], '', 'CVV')).toBe('cc-csc');
  });
});
