import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CardError } from '../../src/messaging/contacts/index.ts';
import {
  ArmorDamagedError,
  armorCard,
  findArmored,
  kindOfText,
  readCardText,
  sealForSelf,
} from '../../src/messaging/index.ts';
import { cardLink, cardText, CardTextError, isCardText } from '../../src/typed/index.ts';
import { runs } from '../support/runs.ts';
import { Person, STORE } from './contacts/person.ts';

describe('a card as text', () => {
  it('has 287 characters and is found in a page as itself', async () => {
    const alice = await Person.at();
    const card = await alice.card();
    const armored = armorCard(card);
    expect(armored).toHaveLength(287);
    expect(kindOfText(armored)).toBe('card');
    expect(findArmored(`Write to me: ${armored}. Thanks!`).map((found) => found.armored)).toEqual([armored]);
    expect((await readCardText(`"${armored}"`)).encoded).toEqual(card);
  });

  it('is read however its name and store are long, wrapped, quoted, or as a link', async () => {
    const alice = await Person.at();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 64 }),
        fc.constantFrom<(text: string) => string>(
          (text) => text,
          (text) => `hello ${text} and more words behind`,
          (text) => text.replace(/.{40}/g, '$&\n> '),
          (text) => text.replace(/.{30}/g, '$&\u200b'),
          (text) => cardLink(STORE, text),
          (text) => `see ${cardLink(STORE, text)}, please`,
        ),
        async (length, wrap) => {
          const encoded = await alice.card({ name: 'ä'.repeat(length) });
          const typed = wrap(armorCard(encoded));
          expect(isCardText(typed)).toBe(true);
          expect((await readCardText(typed)).encoded).toEqual(encoded);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('is refused changed, cut, or signed by somebody else', async () => {
    const [alice, mallory] = [await Person.at(), await Person.at()];
    const armored = armorCard(await alice.card());
    await expect(readCardText(armored.slice(0, -9))).rejects.toThrow(ArmorDamagedError);
    const changed = armored.slice(0, 50) + (armored[50] === 'A' ? 'B' : 'A') + armored.slice(51);
    await expect(readCardText(changed)).rejects.toThrow(ArmorDamagedError);
    const forged = await mallory.card({ account: alice.account, identity: alice.held.checked.identity });
    await expect(readCardText(armorCard(forged))).rejects.toThrow(CardError);
  });

  it('as a link of another origin than its store is refused', async () => {
    const alice = await Person.at();
    const armored = armorCard(await alice.card());
    await expect(readCardText(cardLink('https://evil.example', armored))).rejects.toThrow(CardError);
    await expect(readCardText(cardLink('http://evil.example', armored))).rejects.toThrow(CardTextError);
  });

  it('is none in other texts', async () => {
    const self = await sealForSelf({ epoch: new Uint8Array(4), key: new Uint8Array(32) }, 'x');
    await expect(readCardText(self)).rejects.toThrow(CardTextError);
    for (const text of [
      '',
      'hello',
      'https://store.example/i',
      'https://store.example/i#',
      'https://store.example/x#AAAA',
    ]) {
      expect(() => cardText(text), text).toThrow(CardTextError);
      expect(isCardText(text)).toBe(false);
    }
  });
});
