import { expect, it } from 'vitest';
import { openOnce, phraseEntropy, sealOnce } from '../../src/crypto/index.ts';
import {
  fromBase64,
  fromBase64url,
  fromHex,
  fromJson,
  fromUtf8,
  pad,
  readFrames,
  toBase64,
  toBase64url,
  toHex,
  toJson,
  toUtf8,
  unpad,
  writeFrames,
} from '../../src/encoding/index.ts';
import { estimate } from '../support/estimate.ts';
import { describeForeign, readJson } from './support/folder.ts';

describeForeign('the big list of naughty strings', () => {
  const strings = (readJson('strings/blns.json') as string[]).map((text, number) => ({ text, number }));

  it.each(strings)('$number comes back from every encoding', ({ text }) => {
    const source = toUtf8(text);
    expect(fromUtf8(source)).toBe(text);
    expect(fromJson(toJson({ [text]: text }))).toEqual({ [text]: text });
    expect(fromUtf8(fromBase64(toBase64(source)))).toBe(text);
    expect(fromUtf8(fromBase64url(toBase64url(source)))).toBe(text);
    expect(fromUtf8(fromHex(toHex(source)))).toBe(text);
    expect(fromUtf8(unpad(pad(source)))).toBe(text);
    expect(readFrames(writeFrames([source, source]), 2).map(fromUtf8)).toEqual([text, text]);
  });

  it.each(strings)('$number comes back from a seal', async ({ text }) => {
    const key = new Uint8Array(32);
    const sealed = await sealOnce(key, toJson(text), toUtf8('strings'));
    expect(fromJson(await openOnce(key, sealed, toUtf8('strings')))).toBe(text);
  });

  it.each(strings)('$number is estimated, and no phrase', ({ text }) => {
    expect(estimate(text, [text]).guesses).toBeGreaterThanOrEqual(0);
    expect(() => phraseEntropy(text)).toThrow(expect.objectContaining({ message: 'not a recovery phrase' }));
  });
});
