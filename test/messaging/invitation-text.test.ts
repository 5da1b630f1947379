import { readFileSync } from 'node:fs';
import { randomBytes } from '../../src/crypto/index.ts';
import { expect, it } from 'vitest';
import { invitationIn, invitationLine, sealForSelf } from '../../src/messaging/index.ts';

const { line } = JSON.parse(readFileSync(new URL('../vectors/messages/invitation.json', import.meta.url), 'utf8')) as {
  line: string;
};
const [card = '', text = ''] = line.match(/LK1:\S+/g) ?? [];
const pair = { card, text };
const wrapped = (armored: string): string => armored.replace(/.{60}/g, '$&\n');

it.each([
  ['as it was put', line],
  ['with words behind it', `${line}\n-- \nMira`],
  ['on lines of their own', `${card}\n\n${text}`],
  ['with nothing between', `${card}${text}`],
  ['wrapped', `${wrapped(card)}\n${wrapped(text)}`],
  ['quoted', `> ${card}\n> ${text}`],
  ['with unseen characters', `${card}\u200b \u00ad${text}`],
  ['with another text behind', `${card} ${text} ${text}`],
])('an invitation is found: %s', (_, source) => {
  expect(invitationIn(source)).toEqual(pair);
});

it.each([
  ['a card alone', card],
  ['a text alone', text],
  ['the text first', `${text} ${card}`],
  ['words between', `${card} Bob wrote: ${text}`],
  ['a number between', `${card} 12 ${text}`],
  ['a card between', `${card} ${card} ${text}`],
  ['a card that was edited', `${card.slice(0, 40)}${card[40] === 'A' ? 'B' : 'A'}${card.slice(41)} ${text}`],
  ['a card that was cut', `${card.slice(0, -8)}… ${text}`],
  ['nothing', ''],
])('no invitation: %s', (_, source) => {
  expect(invitationIn(source)).toBeUndefined();
});

it('a text for oneself behind a card is no invitation', async () => {
  const own = await sealForSelf({ epoch: randomBytes(4), key: randomBytes(32) }, 'for me');
  expect(invitationIn(`${card} ${own}`)).toBeUndefined();
  expect(invitationIn(invitationLine('Words: 1.', pair))).toEqual(pair);
});
