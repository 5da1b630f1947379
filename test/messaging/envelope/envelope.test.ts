import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementKeyPair, newId, sealTo } from '../../../src/crypto/index.ts';
import { associate, bytes, fromId, MalformedError, u16 } from '../../../src/encoding/index.ts';
import { openEnvelope, sealEnvelope } from '../../../src/messaging/envelope/index.ts';
import { MOST_ENVELOPE_BYTES } from '../../../src/wire/index.ts';
import { runs } from '../../support/runs.ts';
import { someEnvelope } from '../../wire/messages/arbitrary.ts';

async function mailbox() {
  const keyPair = await agreementKeyPair();
  const who = { account: newId(), device: newId() };
  return { own: { ...who, mailbox: keyPair }, to: { ...who, mailbox: keyPair.publicKey } };
}

describe('an envelope', () => {
  it('is opened by the device that it is for, and says its length in steps of 4,096 bytes alone', async () => {
    const { own, to } = await mailbox();
    await fc.assert(
      fc.asyncProperty(someEnvelope, async (contents) => {
        const sealed = await sealEnvelope(to, contents);
        expect(await openEnvelope(own, sealed)).toEqual(contents);
        expect((sealed.length - 80) % 4_096).toBe(0);
        expect(sealed.length).toBeLessThanOrEqual(MOST_ENVELOPE_BYTES);
      }),
      { numRuns: runs(20) },
    );
  });

  it('is nothing to another device, account or key, nor to anybody once a byte of it is changed, cut or added', async () => {
    const { own, to } = await mailbox();
    const other = await mailbox();
    const [contents] = fc.sample(someEnvelope, { numRuns: 1, seed: 1 });
    if (!contents) throw new Error('none');
    const sealed = await sealEnvelope(to, contents);
    expect(await openEnvelope(own, sealed)).not.toBeNull();
    expect(await openEnvelope({ ...own, device: newId() }, sealed)).toBeNull();
    expect(await openEnvelope({ ...own, account: newId() }, sealed)).toBeNull();
    expect(await openEnvelope(other.own, sealed)).toBeNull();
    expect(await openEnvelope({ ...own, mailbox: other.own.mailbox }, sealed)).toBeNull();
    for (const at of [0, 31, 32, 63, 64, sealed.length - 1]) {
      const changed = sealed.slice();
      changed.set([(changed[at] ?? 0) ^ 1], at);
      expect(await openEnvelope(own, changed)).toBeNull();
    }
    for (const length of [0, 63, 79, sealed.length - 1]) {
      expect(await openEnvelope(own, sealed.slice(0, length))).toBeNull();
    }
    expect(await openEnvelope(own, bytes(MOST_ENVELOPE_BYTES + 1))).toBeNull();
  });

  it('that holds what is none is malformed', async () => {
    const { own, to } = await mailbox();
    const who = { account: fromId(own.account), device: fromId(own.device), mailbox: to.mailbox };
    const info = associate('envelope', { format: u16(1), ...who });
    const garbage = bytes(4_096);
    garbage[4_095] = 0x80;
    await expect(openEnvelope(own, await sealTo({ publicKey: to.mailbox, info }, garbage))).rejects.toThrow(
      MalformedError,
    );
  });
});
