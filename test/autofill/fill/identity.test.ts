import { describe, expect, it } from 'vitest';
import type { FieldType } from '../../../src/autofill/index.ts';
import type { FieldRules } from '../../../src/autofill/fill/rules.ts';
import { alone, identity, parts, planned } from './planned.ts';
import { select } from './rules.ts';

describe('a birthday', () => {
  const table: readonly (readonly [string, Partial<FieldRules>, string])[] = [
    ['a date', { inputType: 'date' }, '1990-05-31'],
    ['a date that is too late', { inputType: 'date', max: '1990-05-30' }, 'unfit'],
    ['nothing, in German', { language: 'de' }, '31.05.1990'],
    ['nothing, in American', { language: 'en-US' }, '05/31/1990'],
    ['nothing, in British', { language: 'en-GB' }, '31/05/1990'],
    ['DD/MM/YYYY', { hint: 'DD/MM/YYYY', language: 'en-US' }, '31/05/1990'],
    ['TT.MM.JJJJ', { hint: 'Geburtstag (TT.MM.JJJJ)' }, '31.05.1990'],
    ['JJ/MM/AAAA', { hint: 'jj/mm/aaaa' }, '31/05/1990'],
    ['GG.AA.YYYY', { hint: 'GG.AA.YYYY' }, '31.05.1990'],
    ['PP.KK.VVVV', { hint: 'pp.kk.vvvv' }, '31.05.1990'],
    ['DD-MM-RRRR', { hint: 'DD-MM-RRRR' }, '31-05-1990'],
    ['YYYY-MM-DD', { hint: 'YYYY-MM-DD' }, '1990-05-31'],
    ['MM/DD/YY', { hint: 'MM/DD/YY' }, '05/31/90'],
    ['an example', { hint: 'e.g. 24.12.1985', language: 'en' }, '31.05.1990'],
    ['nothing between', { hint: 'DDMMYYYY' }, '31051990'],
    ['room for eight', { maxLength: 8, language: 'de' }, '31051990'],
  ];
  it.each(table)('into a field that says %s', (_, said, text) => {
    expect(alone('bday', said, { identity })).toBe(text);
  });

  it('in parts, in the order of the page', () => {
    expect(planned([['bday-day'], ['bday-month'], ['bday-year']], { identity })).toEqual(['31', '05', '1990']);
    expect(planned(parts('bday', [2, 2, 4]), { identity })).toEqual(['05', '31', '1990']);
    expect(alone('bday-day', select(['', '30', '31']), { identity })).toBe('31');
    expect(alone('bday-month', select(['1=mars', '2=avril', '3=mai'], { language: 'fr' }), { identity })).toBe('mai');
    expect(alone('bday-month', select(['styczeń', 'kwiecień', 'maja'], { language: 'pl' }), { identity })).toBe('maja');
  });

  it('that can be read in two ways goes as it is', () => {
    const unclear = { ...identity, birthday: '04/05/1990' };
    expect(alone('bday', {}, { identity: unclear })).toBe('04/05/1990');
    expect(alone('bday-month', {}, { identity: unclear })).toBeUndefined();
    expect(alone('bday', { language: 'en-US' }, { identity: { ...identity, birthday: '31/05/1990' } })).toBe(
      '05/31/1990',
    );
  });
});

describe('a phone number', () => {
  const berlin = identity.phone;
  const home = { ...identity, phone: '(415) 555-2671', country: 'US' };
  const table: readonly (readonly [string, Partial<FieldRules>, string, string])[] = [
    ['nothing', {}, berlin, '+49301234567'],
    ['+49', { hint: '+49 …' }, '030 1234567', '+49301234567'],
    ['an example within the country', { hint: '030 1234567' }, berlin, '0301234567'],
    ['nothing', {}, '030/123 45 67', '0301234567'],
    ['digits only', { pattern: String.raw`\d+` }, berlin, '0301234567'],
    ['00', { pattern: '00.*' }, berlin, '0049301234567'],
    ['too little room', { maxLength: 5 }, berlin, 'unfit'],
    ['nothing', {}, 'ext. 12, ask for Berg', 'ext. 12, ask for Berg'],
  ];
  it.each(table)('into a field that says %s: %s %s', (_, said, phone, text) => {
    expect(alone('tel', said, { identity: { ...identity, phone } })).toBe(text);
  });

  it.each([
    [{ pattern: '[0-9]{3}-[0-9]{3}-[0-9]{4}' }, '415-555-2671'],
    [{ pattern: String.raw`\(\d{3}\) \d{3}-\d{4}` }, '(415) 555-2671'],
    [{ maxLength: 10 }, '4155552671'],
    [{ pattern: String.raw`\+1\d{10}` }, '+14155552671'],
    [{}, '4155552671'],
  ])('of an American, into a field with %j', (said, text) => {
    expect(alone('tel', said, { identity: home })).toBe(text);
    expect(alone('tel', { ...said, maxLength: 9 }, { identity: home })).toBe('unfit');
  });

  it('in parts', () => {
    expect(planned([['tel-country-code'], ['tel']], { identity })).toEqual(['+49', '301234567']);
    expect(planned([['tel-country-code'], ['tel-local']], { identity })).toEqual(['+49', '301234567']);
    expect(planned([['tel-area-code'], ['tel-local']], { identity })).toEqual(['030', '1234567']);
    expect(planned([['tel-area-code'], ...parts('tel-local', [3, 4])], { identity: home })).toEqual([
      '415',
      '555',
      '2671',
    ]);
    expect(planned(parts('tel', [3, 3, 4]), { identity: home })).toEqual(['415', '555', '2671']);
    expect(planned(parts('tel', [3, 3, 4]), { identity })).toEqual(['030', '123', '4567']);
    const long = { ...identity, phone: '+49 30 12345678' };
    expect(planned(parts('tel', [3, 3, 4]), { identity: long })).toEqual(['301', '234', '5678']);
    expect(planned(parts('tel', [5, 10]), { identity })).toEqual(['30', '1234567']);
  });

  it.each([
    [select(['+1', '+44', '+49']), '+49'],
    [select(['US', 'DE', 'FR']), 'DE'],
    [select(['x=Germany (+49)', 'y=Ghana (+233)']), 'Germany (+49)'],
    [select(['x=Allemagne +49', 'y=Autriche +43'], { language: 'fr' }), 'Allemagne +49'],
    [select(['+1', '+33']), 'unfit'],
  ])('has a calling code among choices: %#', (said, text) => {
    expect(alone('tel-country-code', said, { identity })).toBe(text);
  });

  it('stands before a number whose country has no place of its own', () => {
    const codes = (...all: string[]) => planned([['tel-country-code', select(all)], ['tel']], { identity });
    expect(codes('+1', '+33')).toEqual(['unfit', '+49301234567']);
    expect(codes('+1', '+49')).toEqual(['+49', '301234567']);
  });

  it('of a code that several countries have is that of the own country', () => {
    const choices = select(['a=United States (+1)', 'b=Canada (+1)']);
    expect(alone('tel-country-code', choices, { identity: home })).toBe('United States (+1)');
    const canadian = { ...home, phone: '+1 604 555 0100', country: 'Canada' };
    expect(alone('tel-country-code', choices, { identity: canadian })).toBe('Canada (+1)');
  });
});

describe('a country', () => {
  const of = (country: string, said: Partial<FieldRules>): string | undefined =>
    alone('country', said, { identity: { ...identity, country } });

  it.each([
    ['DE', select(['AT', 'DE', 'FR']), 'DE'],
    ['Germany', select(['at=Austria', 'de=Germany']), 'Germany'],
    ['Germany', select(['1=Österreich', '2=Deutschland'], { language: 'de' }), 'Deutschland'],
    ['Deutschland', select(['x=Austria', 'y=Germany']), 'Germany'],
    ['Allemagne', select(['AT=Austria', 'DE=Germany'], { language: 'fr' }), 'Germany'],
    [
      'US',
      select(['GB=United Kingdom', 'US=United States of America', 'UM=United States Minor Outlying Islands']),
      'United States of America',
    ],
    ['USA', select(['UM=U.S. Outlying Islands', 'US=United States']), 'United States'],
    ['UK', select(['GB=United Kingdom', 'UA=Ukraine']), 'United Kingdom'],
    ['Korea, Republic of', select(['KP=North Korea', 'KR=South Korea']), 'South Korea'],
    ['Guinea', select(['Equatorial Guinea', 'Guinea', 'Guinea-Bissau', 'Papua New Guinea']), 'Guinea'],
    ['Côte d’Ivoire', select(["x=Cote D'Ivoire", 'y=Croatia']), "Cote D'Ivoire"],
    ['CH', select(['Suisse', 'Schweiz', 'Sverige']), 'Schweiz'],
    ['Turkey', select(['a=Türkiye', 'b=Tunisia']), 'Türkiye'],
    ['Narnia', select(['a=Norway', 'b=Nauru']), 'unfit'],
  ])('%s by a select: %#', (country, said, text) => {
    expect(of(country, said)).toBe(text);
  });

  it('in a field for text', () => {
    expect(of('Deutschland', {})).toBe('Deutschland');
    expect(of('DE', { language: 'de' })).toBe('Deutschland');
    expect(of('Deutschland', { maxLength: 2 })).toBe('DE');
    expect(of('Narnia', {})).toBe('Narnia');
  });

  it('at the top once more is one', () => {
    expect(of('DE', select(['DE=Germany', 'FR=France', 'AT=Austria', 'DE=Germany']))).toBe('Germany');
  });
});

describe('a state', () => {
  it.each([
    ['CA', 'US', select(['CA=California', 'CO=Colorado']), 'California'],
    ['California', 'US', select(['CA', 'CO']), 'CA'],
    ['california', 'United States', select(['US-CA=Calif.', 'US-CO=Colo.']), 'Calif.'],
    ['QC', 'Canada', select(['1=Ontario', '2=Quebec']), 'Quebec'],
    ['BE', 'DE', select(['Bayern', 'Berlin']), 'Berlin'],
    ['Virginia', 'US', select(['WV=West Virginia', 'VA=Virginia']), 'Virginia'],
    ['Kent', 'GB', select(['Essex', 'Kent']), 'Kent'],
    ['CA', 'US', { maxLength: 2 }, 'CA'],
    ['California', 'US', { maxLength: 2 }, 'CA'],
    ['California', 'US', {}, 'California'],
  ])('%s in %s: %#', (region, country, said, text) => {
    expect(alone('address-level1', said, { identity: { ...identity, region, country } })).toBe(text);
  });
});

describe('an address', () => {
  it('in as many lines as there are fields, and nothing of it is left out', () => {
    const three = { ...identity, address3: '3rd floor' };
    const lines: readonly FieldType[] = ['address-line1', 'address-line2', 'address-line3'];
    const into = (count: number): unknown =>
      planned(
        lines.slice(0, count).map((type) => [type]),
        { identity: three },
      );
    expect(into(3)).toEqual(['Hauptstraße 12a', 'c/o Berg', '3rd floor']);
    expect(into(2)).toEqual(['Hauptstraße 12a', 'c/o Berg, 3rd floor']);
    expect(into(1)).toEqual(['Hauptstraße 12a, c/o Berg, 3rd floor']);
    expect(alone('address-line1', { maxLength: 20 }, { identity: three })).toBe('unfit');
    expect(alone('street-address', { control: 'lines', inputType: 'textarea' }, { identity: three })).toBe(
      'Hauptstraße 12a\nc/o Berg\n3rd floor',
    );
  });

  it.each([
    ['Hauptstraße 12a', 'Hauptstraße', '12a'],
    ['12 Rue de la Paix', 'Rue de la Paix', '12'],
    ['12 bis, rue Monge', 'rue Monge', '12 bis'],
    ['Calle Mayor, 5', 'Calle Mayor', '5'],
    ['Straße des 17. Juni 135', 'Straße des 17. Juni', '135'],
    ['Am Berg 3-5', 'Am Berg', '3-5'],
    ['221B Baker Street', 'Baker Street', '221B'],
  ])('with a field for the number: %s', (address1, street, number) => {
    const values = { identity: { ...identity, address1, address2: '' } };
    expect(planned([['address-line1'], ['house-number']], values)).toEqual([street, number]);
  });

  it('without a number leaves its field alone', () => {
    const values = { identity: { ...identity, address1: 'Lindenhof', address2: '' } };
    expect(planned([['address-line1'], ['house-number']], values)).toEqual(['Lindenhof', undefined]);
  });

  it.each([
    ['K1A0B1', { pattern: '[A-Z][0-9][A-Z] [0-9][A-Z][0-9]' }, 'K1A 0B1'],
    ['K1A 0B1', { maxLength: 6 }, 'K1A0B1'],
    ['SW1A 1AA', { maxLength: 7 }, 'SW1A1AA'],
    ['12345-6789', { maxLength: 5 }, '12345'],
    ['12345-6789', {}, '12345-6789'],
    ['10115', { maxLength: 4 }, 'unfit'],
    ['01067', { inputType: 'number' }, '01067'],
  ])('has the code %s, into a field with %j', (postalCode, said, text) => {
    expect(alone('postal-code', said, { identity: { ...identity, postalCode } })).toBe(text);
  });

  it('has a code in two fields', () => {
    const japanese = { identity: { ...identity, postalCode: '1000001' } };
    expect(planned(parts('postal-code', [3, 4]), japanese)).toEqual(['100', '0001']);
  });
});

describe('a name', () => {
  it('whole, and in parts', () => {
    expect(alone('name', {}, { identity })).toBe('Mira Anna Lindqvist');
    expect(planned([['given-name'], ['additional-name', { maxLength: 1 }], ['family-name']], { identity })).toEqual([
      ...['Mira', 'A', 'Lindqvist'],
    ]);
    const eastern = { ...identity, firstName: '花子', middleName: '', lastName: '山田' };
    expect(alone('name', {}, { identity: eastern })).toBe('山田花子');
  });

  it.each([
    ['Frau', ['', 'Mr', 'Mrs', 'Dr'], 'Mrs'],
    ['Mr.', ['w=Frau', 'm=Herr'], 'Herr'],
    ['Dr', ['Mr', 'Mrs', 'Dr'], 'Dr'],
    ['Mme', ['M.', 'Mme', 'Mlle'], 'Mme'],
    ['Baron', ['Mr', 'Mrs'], 'unfit'],
  ])('with the salutation %s', (salutation, choices, text) => {
    expect(alone('honorific-prefix', select(choices), { identity: { ...identity, salutation } })).toBe(text);
  });
});
