import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromHex, toBase64, toUtf8 } from '../../../src/encoding/index.ts';
import { newSshKey, readPrivateKey, readPublicKey } from '../../../src/items/index.ts';
import { ed25519Blob } from '../../../src/items/ssh/blobs.ts';
import { describe as describeKey } from '../../../src/items/ssh/public-key.ts';
import { sshString, sshText } from '../../../src/items/ssh/wire.ts';
import { findProgram, keyProgram } from '../../support/programs.ts';
import { runs } from '../../support/runs.ts';

interface Vector {
  readonly name: string;
  readonly as: string;
  readonly algorithm?: string;
  readonly line?: string;
  readonly fingerprint?: string;
  readonly privateKey: string;
}

const { keys } = JSON.parse(readFileSync('test/vectors/ssh-keys.json', 'utf8')) as { keys: readonly Vector[] };
const told = ({ algorithm, line, fingerprint }: Vector): object =>
  line === undefined ? {} : { key: { name: algorithm, line, fingerprint } };
const one = (name: string): string => keys.find((key) => key.name === name)?.privateKey ?? '';
const openSsh = one('ed25519, OpenSSH');
const bytesOf = (pem: string): Buffer =>
  Buffer.from(
    pem
      .split('\n')
      .filter((line) => !line.includes('-----'))
      .join(''),
    'base64',
  );
const pemOf = (label: string, bytes: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(bytes).toString('base64')}\n-----END ${label}-----\n`;

describe('a private key', () => {
  it.each(keys)('of $name is read as ssh-keygen reads it', async (vector) => {
    expect(await readPrivateKey(vector.privateKey)).toEqual({ as: vector.as, ...told(vector) });
  });

  it('of RFC 8410 is read', async () => {
    const pem = pemOf('PRIVATE KEY', fromBase64('MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC'));
    const publicKey = fromHex('19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1');
    expect(await readPrivateKey(pem)).toEqual({ as: 'key', key: describeKey(ed25519Blob(publicKey), '') });
  });

  it.each([
    ['with other line ends', openSsh.replaceAll('\n', '\r\n')],
    ['on one line', openSsh.replaceAll('\n', ' ')],
    ['with words around it', `Mira's key:\n\n${openSsh}\nkeep it safe`],
    ['behind another block', `-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n${openSsh}`],
    ['indented', openSsh.replaceAll('\n', '\n    ')],
  ])('%s is the same key', async (_, text) => {
    expect(await readPrivateKey(text)).toEqual(await readPrivateKey(openSsh));
    expect((await readPrivateKey(text)).as).toBe('key');
  });

  const blank = openSsh.replace(/\n[^]*\n/, '\n');
  it.each([
    ['nothing', ''],
    ['a book', 'Call me Ishmael.'],
    ['a public key', keys[0]?.line ?? ''],
    ['no end', openSsh.slice(0, -20)],
    ['nothing inside', blank],
    ['no base64', openSsh.replace('b3BlbnNz', '!!!!!!!!')],
    ['two halves of two keys', withOther()],
    ['something behind it', pemOf('OPENSSH PRIVATE KEY', Buffer.concat([bytesOf(openSsh), Buffer.from([0])]))],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['more than anybody has', openSsh + 'x'.repeat(100_000)],
    ['many beginnings', '-----BEGIN '.repeat(9_000)],
    ['PKCS#1 inside out', one('rsa, PKCS#8').replaceAll('PRIVATE KEY', 'RSA PRIVATE KEY')],
  ])('is none: %s', async (_, text) => {
    expect(await readPrivateKey(text)).toEqual({ as: 'none' });
  });

  it('of a sort that is not read here is told as that', async () => {
    expect(await readPrivateKey('-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----')).toEqual({
      as: 'other',
    });
    const blob = Buffer.concat([sshText('ssh-dss'), sshString(toUtf8('x'))]);
    const part = Buffer.concat([Buffer.alloc(8), sshText('ssh-dss'), Buffer.from([1, 2, 3, 4, 5])]);
    const head = [toUtf8('openssh-key-v1\0'), sshText('none'), sshText('none'), sshText(''), Uint8Array.of(0, 0, 0, 1)];
    const file = Buffer.concat([...head, sshString(Uint8Array.from(blob)), sshString(Uint8Array.from(part))]);
    const read = await readPrivateKey(pemOf('OPENSSH PRIVATE KEY', file));
    expect(read).toMatchObject({ as: 'other', key: { name: 'ssh-dss', line: `ssh-dss ${blob.toString('base64')}` } });
  });

  it.each(keys.filter(({ as }) => as === 'key').map(({ name }) => name))('cut anywhere is none: %s', async (name) => {
    const pem = one(name);
    const label = /BEGIN ([A-Z ]+)-/.exec(pem)?.[1] ?? '';
    const bytes = bytesOf(pem);
    expect((await readPrivateKey(pemOf(label, bytes))).as).toBe('key');
    for (let length = 0; length < bytes.length; length++) {
      expect((await readPrivateKey(pemOf(label, bytes.subarray(0, length)))).as, String(length)).toBe('none');
    }
  });

  it('with a byte changed never breaks the reader, nor becomes another key under the same name', async () => {
    const files = keys.filter(({ as }) => as === 'key').map(({ privateKey }) => privateKey);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (pem, where, by) => {
          const bytes = bytesOf(pem);
          const at = where % bytes.length;
          bytes[at] = (bytes[at] ?? 0) ^ by;
          const label = /BEGIN ([A-Z ]+)-/.exec(pem)?.[1] ?? '';
          expect(['key', 'other', 'encrypted', 'none']).toContain((await readPrivateKey(pemOf(label, bytes))).as);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('of any bytes at all never breaks the reader', async () => {
    const labels = ['OPENSSH PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'PRIVATE KEY'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...labels), fc.uint8Array({ maxLength: 300 }), async (label, bytes) => {
        expect(['none', 'other']).toContain((await readPrivateKey(pemOf(label, bytes))).as);
      }),
      { numRuns: runs(200) },
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        expect((await readPrivateKey(text)).as).toBe('none');
      }),
    );
  });
});

/** One whose public half in the open is another one's. */
function withOther(): string {
  const bytes = bytesOf(openSsh);
  const at = bytes.indexOf('ssh-ed25519') + 'ssh-ed25519'.length + 6;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return pemOf('OPENSSH PRIVATE KEY', bytes);
}

describe('a public key', () => {
  it.each(keys.filter(({ line }) => line !== undefined))('of $name is read from its line', (vector) => {
    expect(readPublicKey(`  ${vector.line ?? ''}\n`)).toEqual((told(vector) as { key: object }).key);
  });
  it.each([
    '',
    'ssh-ed25519',
    'ssh-ed25519 AAAA',
    'ssh-rsa ' + (keys[0]?.line?.split(' ')[1] ?? ''),
    'x '.repeat(60_000),
    '{"a":1}',
  ])('is none: %#', (text) => expect(readPublicKey(text)).toBeUndefined());
  it('is none, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readPublicKey(text) === undefined));
  });
  it('cut anywhere is none', () => {
    for (const { line = '' } of keys) {
      const [type = '', code = ''] = line.split(' ');
      const blob = code === '' ? new Uint8Array() : fromBase64(code);
      for (let length = 0; length < blob.length; length++)
        expect(readPublicKey(`${type} ${toBase64(blob.slice(0, length))}`)).toBeUndefined();
    }
  });
});

describe('a key that is made', () => {
  it('is read again, with any comment', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (comment) => {
        const { privateKey, publicKey } = await newSshKey(comment);
        const read = await readPrivateKey(privateKey);
        expect(read).toMatchObject({ as: 'key', key: { name: 'Ed25519', line: publicKey } });
        expect(publicKey).not.toMatch(/[\r\n]/);
        expect(readPublicKey(publicKey)?.line.split(' ')[1]).toBe(publicKey.split(' ')[1]);
      }),
      { numRuns: runs(60) },
    );
  });
  it('is another one each time', async () => {
    expect((await newSshKey('')).publicKey).not.toBe((await newSshKey('')).publicKey);
  });

  it.skipIf(findProgram(keyProgram) === undefined).each(['', 'mira@desk', 'a b  c', 'Ä ✓', 'x'.repeat(500)])(
    'is one to ssh-keygen: %s',
    async (comment) => {
      const folder = mkdtempSync(join(tmpdir(), 'latchkey-ssh-'));
      const ask = (...words: string[]): string =>
        execFileSync(findProgram(keyProgram) ?? '', words, { encoding: 'utf8' }).trim();
      try {
        const { privateKey, publicKey } = await newSshKey(comment);
        const file = join(folder, 'key');
        writeFileSync(file, privateKey);
        chmodSync(file, 0o600);
        expect(ask('-y', '-f', file)).toBe(publicKey);
        expect(ask('-l', '-E', 'sha256', '-f', file)).toContain(readPublicKey(publicKey)?.fingerprint);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
