import { describe, expect, it } from 'vitest';
import type { FieldRules } from '../../../src/autofill/fill/rules.ts';
import { alone, card, parts, planned } from './planned.ts';
import { select } from './rules.ts';

describe('a card number', () => {
  const table: readonly (readonly [string, Partial<FieldRules>, string])[] = [
    ['nothing', {}, '4111111111111111'],
    ['room for its digits', { maxLength: 16 }, '4111111111111111'],
    ['room for more', { maxLength: 19 }, '4111111111111111'],
    ['groups in its placeholder', { hint: '1234 5678 9012 3456' }, '4111 1111 1111 1111'],
    [
      'groups in its placeholder and no room for them',
      { hint: '•••• •••• •••• ••••', maxLength: 16 },
      '4111111111111111',
    ],
    ['dashes in its placeholder', { hint: 'xxxx-xxxx-xxxx-xxxx' }, '4111-1111-1111-1111'],
    ['a pattern of groups', { pattern: String.raw`\d{4} \d{4} \d{4} \d{4}` }, '4111 1111 1111 1111'],
    ['a pattern of digits', { pattern: '[0-9]{13,16}' }, '4111111111111111'],
    ['a number', { inputType: 'number' }, '4111111111111111'],
    ['too little room', { maxLength: 15 }, 'unfit'],
  ];
  it.each(table)('into a field that says %s', (_, said, text) => {
    expect(alone('cc-number', said, { card })).toBe(text);
  });

  it('in four boxes, and three of one that has them', () => {
    expect(planned(parts('cc-number', [4, 4, 4, 4]), { card })).toEqual(['4111', '1111', '1111', '1111']);
    expect(planned(parts('cc-number', [-1, -1, -1, -1]), { card })).toEqual(['4111', '1111', '1111', '1111']);
    const american = { ...card, number: '3782 822463 10005' };
    expect(planned(parts('cc-number', [-1, -1, -1]), { card: american })).toEqual(['3782', '822463', '10005']);
    expect(planned(parts('cc-number', [4, 4, 4, 4]), { card: american })).toEqual(['3782', '8224', '6310', '005']);
    expect(planned(parts('cc-number', [4, 4, 4]), { card })).toEqual(['unfit', 'unfit', 'unfit']);
  });

  it('that is none goes as it is', () => {
    expect(alone('cc-number', {}, { card: { ...card, number: 'ask Berg' } })).toBe('ask Berg');
    expect(alone('cc-number', {}, { card: { ...card, number: '' } })).toBeUndefined();
  });
});

describe('an expiry', () => {
  const table: readonly (readonly [string, Partial<FieldRules>, string])[] = [
    ['nothing', {}, '05/31'],
    ['MM/YY', { hint: 'MM/YY' }, '05/31'],
    ['MM / YY', { hint: 'MM / YY', maxLength: 7 }, '05 / 31'],
    ['MM/YYYY', { hint: 'Valid until (MM/YYYY)' }, '05/2031'],
    ['MM-YY', { hint: 'mm-yy' }, '05-31'],
    ['in German', { hint: 'MM/JJ' }, '05/31'],
    ['in German, with four digits', { hint: 'MM/JJJJ' }, '05/2031'],
    ['in French', { hint: 'MM/AA' }, '05/31'],
    ['in French, with four digits', { hint: 'MM/AAAA' }, '05/2031'],
    ['in Turkish', { hint: 'AA/YY' }, '05/31'],
    ['in Russian', { hint: 'ММ/ГГ' }, '05/31'],
    ['by an example', { hint: 'e.g. 12/25' }, '05/31'],
    ['by an example with four digits', { hint: '01/2027' }, '05/2031'],
    ['year first', { hint: 'YY/MM' }, '31/05'],
    ['nothing between', { hint: 'MMYY' }, '0531'],
    ['nothing between, four digits', { hint: 'MMYYYY' }, '052031'],
    ['room for four', { maxLength: 4 }, '0531'],
    ['room for five', { maxLength: 5 }, '05/31'],
    ['room for six', { maxLength: 6 }, '052031'],
    ['room for seven', { maxLength: 7 }, '05/2031'],
    ['a pattern', { pattern: String.raw`(0[1-9]|1[0-2])\/\d{4}` }, '05/2031'],
    ['a month of the browser', { inputType: 'month' }, '2031-05'],
    ['a month of the browser that is over by then', { inputType: 'month', max: '2030-12' }, 'unfit'],
    ['room for three', { maxLength: 3 }, 'unfit'],
  ];
  it.each(table)('into a field that says %s', (_, said, text) => {
    expect(alone('cc-exp', said, { card })).toBe(text);
  });

  it('in parts', () => {
    const both = (month: Partial<FieldRules>, year: Partial<FieldRules>): unknown =>
      planned(
        [
          ['cc-exp-month', month],
          ['cc-exp-year', year],
        ],
        { card },
      );
    expect(both({}, {})).toEqual(['05', '2031']);
    expect(both({ hint: 'MM' }, { hint: 'YY' })).toEqual(['05', '31']);
    expect(both({ hint: 'M' }, { maxLength: 2 })).toEqual(['5', '31']);
    expect(both({ inputType: 'number', max: '12' }, { inputType: 'number', max: '99' })).toEqual(['05', '31']);
    expect(planned(parts('cc-exp', [2, 2]), { card })).toEqual(['05', '31']);
    expect(planned(parts('cc-exp', [2, 4]), { card })).toEqual(['05', '2031']);
  });

  it.each([
    ['digits', select(['=Month', '01', '04', '05', '06']), '05'],
    ['short digits', select(['1', '4', '5', '6']), '5'],
    ['names', select(['0=January', '3=April', '4=May', '5=June']), 'May'],
    ['names of another language', select(['a=Janvier', 'b=Avril', 'c=Mai', 'd=Juin'], { language: 'fr-CA' }), 'Mai'],
    ['both', select(['x=04 - April', 'y=05 - May', 'z=06 - June']), '05 - May'],
    ['Japanese', select(['4月', '5月', '6月'], { language: 'ja' }), '5月'],
    ['others only', select(['01', '02']), 'unfit'],
  ])('month by a select of %s', (_, said, text) => {
    expect(alone('cc-exp-month', said, { card })).toBe(text);
  });

  it.each([
    ['four digits', select(['=Year', '2030', '2031', '2032']), '2031'],
    ['two digits', select(['30', '31', '32']), '31'],
    ['both', select(['30=2030', '31=2031']), '2031'],
    ['words', select(['2030年', '2031年']), '2031年'],
    ['years before', select(['2027', '2028']), 'unfit'],
  ])('year by a select of %s', (_, said, text) => {
    expect(alone('cc-exp-year', said, { card })).toBe(text);
  });

  it('that can’t be read is left alone', () => {
    expect(alone('cc-exp', {}, { card: { ...card, expiryMonth: '13' } })).toBeUndefined();
    expect(alone('cc-exp-month', {}, { card: { ...card, expiryYear: '' } })).toBeUndefined();
  });
});

it.each([
  ['4111 1111 1111 1111', 'VISA'],
  ['5555-5555-5555-4444', 'MasterCard'],
  ['2221000000000009', 'MasterCard'],
  ['378282246310005', 'American Express (Amex)'],
  ['3530111333300000', 'JCB'],
  ['6011111111111117', 'Discover'],
])('the network of %s is %s', (number, name) => {
  const said = select(['v=VISA', 'm=MasterCard', 'a=American Express (Amex)', 'JCB', 'Discover']);
  expect(alone('cc-type', said, { card: { ...card, number } })).toBe(name);
});

it('a holder whole, and in parts', () => {
  expect(alone('cc-name', {}, { card })).toBe('Mira Anna Lindqvist');
  expect(planned([['cc-given-name'], ['cc-family-name']], { card })).toEqual(['Mira Anna', 'Lindqvist']);
});
