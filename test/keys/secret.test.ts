import { describe, expect, test } from 'vitest';
import { StretchParametersError, defaultStretch, newPhrase, sha256 } from '../../src/crypto/index.ts';
import { MalformedError, bytes, toHex, toUtf8 } from '../../src/encoding/index.ts';
import { passkeySecret, passwordSecret, phraseSecret, prfInput } from '../../src/keys/index.ts';
import { quickStretch } from '../support/quick-stretch.ts';

describe('a password', () => {
  test('is the same however its characters are composed', async () => {
    const parameters = defaultStretch();
    const secrets = await Promise.all(
      ['Å ﬁ', 'A\u030a fi', '\u212b ﬁ'].map((text) => passwordSecret(text, parameters, quickStretch)),
    );
    expect(new Set(secrets.map(toHex)).size).toBe(1);
    expect(toHex(await passwordSecret('å fi', parameters, quickStretch))).not.toBe(toHex(secrets[0] ?? bytes(0)));
  });

  test('reaches the stretch normalised, and is overwritten after it', async () => {
    let given = bytes(0);
    await passwordSecret('ﬁ', defaultStretch(), (password) => {
      given = password;
      expect(password).toEqual(toUtf8('fi'));
      return Promise.resolve(bytes(32));
    });
    expect(given).toEqual(bytes(2));
  });

  test('is never stretched under parameters outside the format', async () => {
    const parameters = defaultStretch();
    const refuse = () => Promise.reject(new Error('stretched'));
    for (const wrong of [
      { ...parameters, m: 65_535 },
      { ...parameters, m: 2 ** 20 + 1 },
      { ...parameters, t: 2 },
      { ...parameters, t: 11 },
      { ...parameters, t: Number.NaN },
      { ...parameters, p: 1 as 4 },
      { ...parameters, salt: bytes(15) },
    ]) {
      await expect(passwordSecret('x', wrong, refuse)).rejects.toThrow(StretchParametersError);
    }
  });
});

test('a passkey’s secret hangs on the output and on the salt', () => {
  const prf = bytes(32).fill(1);
  const salts = [bytes(16), bytes(16).fill(1)];
  expect(new Set(salts.map((salt) => toHex(passkeySecret(prf, salt)))).size).toBe(2);
  expect(passkeySecret(prf, bytes(16))).toHaveLength(32);
  expect(() => passkeySecret(bytes(31), bytes(16))).toThrow(MalformedError);
});

test('every passkey is evaluated on one fixed input (protocol 2.1)', () => {
  expect(prfInput()).toEqual(sha256(toUtf8('latchkey/v1/prf')));
});

test('a phrase is the same however it is typed, and a wrong word is named', () => {
  const phrase = newPhrase();
  expect(phraseSecret(`  ${phrase.toUpperCase().replaceAll(' ', '\n ')} `)).toEqual(phraseSecret(phrase));
  const words = phrase.split(' ');
  words[4] = 'latchkey';
  expect(() => phraseSecret(words.join(' '))).toThrow(expect.objectContaining({ code: 'phrase-word', position: 5 }));
});
