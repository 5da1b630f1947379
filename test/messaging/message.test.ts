import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomBytes } from '../../src/crypto/index.ts';
import { concat, toId } from '../../src/encoding/index.ts';
import {
  armor,
  bindingOfText,
  dearmor,
  messageId,
  idOfText,
  openMessage,
  sealForSelf,
  sealMessage,
} from '../../src/messaging/index.ts';
import { changed } from './session/side.ts';
import { runs } from '../support/runs.ts';

const binding = {
  sender: randomBytes(32),
  conversation: randomBytes(16),
  recipients: [randomBytes(32), randomBytes(32), randomBytes(32)],
};

describe('a text between people', () => {
  it('opens by its key and binding, however a site carries it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
        const { key, id, armored } = await sealMessage(text, binding);
        for (const shown of [armored, `@bob ${armored} so it goes`, armored.replace(/.{60}/g, '$&\n> ')]) {
          expect(await openMessage(shown, key, binding)).toBe(text);
          expect(idOfText(shown)).toEqual(id);
        }
      }),
      { numRuns: runs(30) },
    );
  });

  it('has an id that whoever gets its key knows before seeing it', async () => {
    const { key, id, ciphertext } = await sealMessage('not seen yet', binding);
    expect(messageId(key, binding, ciphertext)).toEqual(id);
    expect(messageId(randomBytes(32), binding, ciphertext)).not.toEqual(id);
    expect(messageId(key, { ...binding, sender: randomBytes(32) }, ciphertext)).not.toEqual(id);
    expect(messageId(key, binding, randomBytes(32))).not.toEqual(id);
  });

  it('is bound to what its envelope says, or, for the answer to an invitation, to its card', () => {
    const identities = binding.recipients.map((identity) => ({ identity }));
    const said = { identity: binding.sender, conversation: toId(binding.conversation), recipients: identities };
    expect(bindingOfText(said)).toEqual(binding);
    const invitation = randomBytes(32);
    expect(bindingOfText({ ...said, invitation })).toEqual({ ...binding, recipients: [invitation] });
  });

  it('takes at most 340 characters in the page for 200 bytes', async () => {
    const { armored, id, key } = await sealMessage('x'.repeat(200), binding);
    expect(armored.length).toBeLessThanOrEqual(340);
    expect([id.length, key.length]).toEqual([24, 32]);
  });

  it('has its recipients in no order', async () => {
    const { key, armored } = await sealMessage('to all', binding);
    const turned = { ...binding, recipients: binding.recipients.toReversed() };
    expect(await openMessage(armored, key, turned)).toBe('to all');
  });

  it.each([
    ['another sender', { sender: randomBytes(32) }],
    ['another conversation', { conversation: randomBytes(16) }],
    ['another recipient', { recipients: [...binding.recipients.slice(1), randomBytes(32)] }],
    ['one recipient more', { recipients: [...binding.recipients, randomBytes(32)] }],
    ['one recipient less', { recipients: binding.recipients.slice(1) }],
  ])('opens for nobody as a text of %s', async (_, other) => {
    const { key, armored } = await sealMessage('as it is', binding);
    await expect(openMessage(armored, key, { ...binding, ...other })).rejects.toMatchObject({ code: 'decryption' });
    expect(await openMessage(armored, key, binding)).toBe('as it is');
  });

  it('opens by no other key, and is another text each time', async () => {
    const [one, other] = [await sealMessage('the same', binding), await sealMessage('the same', binding)];
    expect(one.armored).not.toBe(other.armored);
    expect(one.id).not.toEqual(other.id);
    await expect(openMessage(one.armored, other.key, binding)).rejects.toMatchObject({ code: 'decryption' });
    await expect(openMessage(one.armored, changed(one.key, 3), binding)).rejects.toMatchObject({ code: 'decryption' });
  });

  it('under whose id other words stand is none, also by the hand of somebody who knows its key', async () => {
    const [one, other] = [await sealMessage('as it is', binding), await sealMessage('as he likes', binding)];
    const [genuine] = dearmor(one.armored);
    const [changedText] = dearmor(other.armored);
    // The id of the one, with what the key of the other opens.
    const forged = armor(concat(genuine.slice(0, 26), changedText.slice(26)));
    expect(idOfText(forged)).toEqual(one.id);
    for (const key of [one.key, other.key])
      await expect(openMessage(forged, key, binding)).rejects.toMatchObject({ code: 'decryption' });
    expect(await openMessage(one.armored, one.key, binding)).toBe('as it is');
  });

  it('is told from a text for oneself', async () => {
    const own = await sealForSelf({ epoch: randomBytes(4), key: randomBytes(32) }, 'mine');
    expect(() => idOfText(own)).toThrow(expect.objectContaining({ code: 'armor-version' }) as Error);
    await expect(openMessage(own, randomBytes(32), binding)).rejects.toMatchObject({ code: 'armor-version' });
  });
});
