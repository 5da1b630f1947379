import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomBytes } from '../../src/crypto/index.ts';
import { messageIds, openMessage, sealForSelf, sealMessage } from '../../src/messaging/index.ts';
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
          expect(messageIds(shown).some((one) => Buffer.compare(one, id) === 0)).toBe(true);
        }
      }),
      { numRuns: runs(30) },
    );
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

  it('is told from a text for oneself', async () => {
    const own = await sealForSelf({ epoch: randomBytes(4), key: randomBytes(32) }, 'mine');
    expect(() => messageIds(own)).toThrow(expect.objectContaining({ code: 'armor-version' }) as Error);
    await expect(openMessage(own, randomBytes(32), binding)).rejects.toMatchObject({ code: 'armor-version' });
  });
});
