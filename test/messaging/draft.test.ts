import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecryptionError, equal, randomBytes } from '../../src/crypto/index.ts';
import { draftEpoch, draftName, draftPlace, openDraft, sealDraft } from '../../src/messaging/index.ts';
import { runs } from '../support/runs.ts';

const mine = { epoch: randomBytes(4), key: randomBytes(32) };
const place = draftPlace('forum.example', '/t/1\nreply');
const name = draftName(mine, place);

describe('a draft', () => {
  it('comes back as it was written, and says under which epoch', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        const sealed = await sealDraft(mine, name, text);
        expect(await openDraft(mine.key, name, sealed)).toBe(text);
        expect(equal(draftEpoch(sealed), mine.epoch)).toBe(true);
      }),
      { numRuns: runs(30) },
    );
  });

  it('opens under its own key, name and place only', async () => {
    const sealed = await sealDraft(mine, name, 'see you at nine');
    const elsewhere = draftName(mine, draftPlace('forum.example', '/t/2\nreply'));
    await expect(openDraft(mine.key, elsewhere, sealed)).rejects.toThrow(DecryptionError);
    await expect(openDraft(randomBytes(32), name, sealed)).rejects.toThrow(DecryptionError);
    for (const at of [0, 4, 20, sealed.length - 1]) {
      const twisted = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
      await expect(openDraft(mine.key, name, twisted)).rejects.toThrow(DecryptionError);
    }
  });

  it('has a name that nobody finds without the key, and that binds where the site ends', () => {
    expect(equal(draftName({ key: randomBytes(32) }, place), name)).toBe(false);
    expect(equal(draftPlace('forum.example', 'x'), draftPlace('forum.exampl', 'ex'))).toBe(false);
    expect(equal(draftName(mine, draftPlace('forum.example', '/t/1\nreply')), name)).toBe(true);
  });
});
