import type { FieldType } from './types.ts';
import type { Word } from './words.ts';

/** type: words that are all said, and with a minus words that are not; the first line that fits counts. */
const lines = `
unknown stop -email -phone
unknown coupon
unknown answer -email -phone -pass
cc-csc csc
one-time-code code -zip -card -country -phone
cc-exp exp month year
cc-exp-month exp month
cc-exp-year exp year
cc-exp exp -birth
bday-day birth day -month -year
bday-month birth month -day -year
bday-year birth year -day -month
bday birth -city -state -country
cc-type card misc -number -name
cc-exp-month card month
cc-exp-year card year
username nick
email email -write
cc-number card number -name
search search -address -zip -country -phone
cc-name holder -street -city -state -zip -country -address -number -second -account
additional-name middle
given-name first -last -full
family-name last -first
name first last
username user name -email
tel-country-code dial phone
tel-area-code area
tel-local phone local
tel phone
tel-country-code dial -country
address-line3 third
house-number house
address-line2 second address
address-line2 second street
postal-code zip -email
username login name
cc-name card name
unknown company
username user account
address-line1 street
address-level2 city
country country
address-level1 state -company
address-line1 address
address-line2 second
name full
username user
name name -news
unknown write
unknown misc
unknown date
cc-number card
username account
username login`;

/** The same of a field that hides what is typed. */
const masked = `
unknown stop
cc-csc csc
one-time-code code -old
unknown answer -pass
cc-number card number -pass -login
current-password old
new-password again
new-password fresh -login
current-password login
unknown misc
unknown phone
one-time-code code`;

type Rule = readonly [type: FieldType, all: readonly Word[], none: readonly Word[]];

const read = (written: string): readonly Rule[] =>
  written
    .trim()
    .split('\n')
    .map((line) => {
      const [type, ...words] = line.split(' ');
      return [
        type as FieldType,
        words.filter((word) => !word.startsWith('-')) as Word[],
        words.flatMap((word) => (word.startsWith('-') ? [word.slice(1) as Word] : [])),
      ];
    });

const rules = [read(lines), read(masked)] as const;

/** What these words would mean if nothing else were said. */
export function typeSaid(words: ReadonlySet<Word>, isMasked: boolean): FieldType | undefined {
  return rules[isMasked ? 1 : 0].find(
    ([, all, none]) => all.every((word) => words.has(word)) && !none.some((word) => words.has(word)),
  )?.[0];
}
