import { argon2Sync, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { ristretto255_oprf as suite } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { oprfEvaluate } from '../../../src/crypto/index.ts';
import { fromHex, toHex } from '../../../src/encoding/index.ts';
import { askEvaluation, openEscrow, stretchAnswers } from '../../../src/recovery/index.ts';
import { answerForm } from '../../../src/typed/index.ts';
import { stretch } from '../../../src/work/index.ts';
import published from '../../vectors/escrow.json' with { type: 'json' };

const { account, slot, questions, answers, others, forms, key, secret } = published;
const place = { account, slot };
const box = { salt: fromHex(published.salt), questions, box: fromHex(published.box) };

describe('the published escrow', () => {
  it.each([
    ['as they were given', answers],
    ['as others would write them', others],
  ])('opens by its answers %s', async (_, given) => {
    expect(given.map(answerForm)).toEqual(forms);
    const stretched = await stretchAnswers(box, given, stretch);
    expect(toHex(stretched)).toBe(published.stretched);
    const { blind, blinded } = askEvaluation(stretched);
    const back = await openEscrow(place, box, { stretched, blind, evaluated: oprfEvaluate(fromHex(key), blinded) });
    expect(back && toHex(back)).toBe(secret);
  });

  /* A second time, from docs/protocol.md alone: with node's own cryptography and noble's OPRF, and nothing of ours. */
  it('opens without our code', () => {
    const hex = (text: string): Buffer => Buffer.from(text, 'hex');
    const field = (value: Uint8Array): Buffer => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(value.length);
      return Buffer.concat([length, value]);
    };
    const fields = (what: string, ...values: readonly Uint8Array[]): Buffer =>
      Buffer.concat([Buffer.from(`latchkey/v1/${what}`), ...values].map(field));
    const kdf = (ikm: Uint8Array, label: string, salt: Uint8Array, length: number): Buffer =>
      Buffer.from(hkdfSync('sha256', ikm, salt, `latchkey/v1/${label}`, length));
    const nothing = Buffer.alloc(0);

    const message = fields('escrow/answers', Buffer.concat(forms.map((form) => field(Buffer.from(form)))));
    expect(message.toString('hex')).toBe(published.input);
    const cost = { parallelism: 4, tagLength: 32, memory: 262_144, passes: 3 };
    const stretched = argon2Sync('argon2id', { message, nonce: hex(published.salt), ...cost });
    expect(stretched.toString('hex')).toBe(published.stretched);
    const input = Uint8Array.from(stretched);
    const { blind, blinded } = suite.oprf.blind(input);
    const output = suite.oprf.finalize(input, blind, suite.oprf.blindEvaluate(Uint8Array.from(hex(key)), blinded));
    expect(Buffer.from(output).toString('hex')).toBe(published.output);
    const under = kdf(fields('escrow/box', stretched, output), 'escrow/box', nothing, 32);
    const asked = Buffer.from(JSON.stringify({ format: 1, questions }));
    expect(asked.toString('hex')).toBe(published.questionsJson);
    const shown = createHash('sha256').update(fields('escrow/questions', asked)).digest();
    const id = (text: string): Buffer => Buffer.from(text, 'base64url');
    const binding = fields('escrow', Buffer.from([0, 1]), id(account), id(slot), hex(published.salt), shown);
    expect(binding.toString('hex')).toBe(published.binding);
    const sealed = hex(published.box);
    const both = kdf(under, 'committing', sealed.subarray(0, 24), 64);
    expect(both.subarray(32)).toEqual(sealed.subarray(24, 56));
    const open = createDecipheriv('aes-256-gcm', both.subarray(0, 32), Buffer.alloc(12));
    open.setAAD(binding);
    open.setAuthTag(sealed.subarray(-16));
    const back = Buffer.concat([open.update(sealed.subarray(56, -16)), open.final()]);
    expect(back.toString('hex')).toBe(secret);
  });
});
