import { expect, onTestFinished, test, vi } from 'vitest';
import type { Bytes } from '../../src/encoding/index.ts';
import { bytes, concat, MalformedError, toJson, toUtf8, writeFrames } from '../../src/encoding/index.ts';
import {
  MOST_LIST_BYTES,
  MOST_LISTS,
  MOST_SLOT_BYTES,
  readAnswer,
  readCertificate,
  readDeviceList,
  readPullPage,
  readSlot,
  readVaultAnswer,
} from '../../src/wire/index.ts';

/*
 * What a store tells is judged by its length before it is read: JSON takes many times its length in time and memory. Whether
 * it was read is seen at the parser.
 */

/** JSON of exactly so many bytes, of no shape of ours. */
const json = (length: number): Bytes => toUtf8(`"${'a'.repeat(length - 2)}"`);
const signed = (source: Bytes): Bytes => writeFrames([source, bytes(64)]);

function parsed(work: () => unknown): number {
  const parse = vi.spyOn(JSON, 'parse');
  onTestFinished(() => parse.mockRestore());
  parse.mockClear();
  expect(work).toThrow(MalformedError);
  return parse.mock.calls.length;
}

const manifest = bytes(200);
const inVault = (header: Bytes): Bytes => writeFrames([header, manifest, bytes(9), bytes(0), bytes(0)]);

test.each<[string, number, (source: Bytes) => unknown]>([
  ['the header of a page', 1_024, (source) => readPullPage(writeFrames([source]))],
  ['the header of a vault', 1_024, (source) => readVaultAnswer(inVault(source))],
  ['a slot', MOST_SLOT_BYTES, readSlot],
  ['a version of the device list', MOST_LIST_BYTES, (source) => readDeviceList(signed(source))],
  ['a certificate', 1_024, (source) => readCertificate(signed(source))],
])('%s is not read when it is longer than it may be', (_, most, read) => {
  expect(parsed(() => read(json(most)))).toBe(1);
  expect(parsed(() => read(json(most + 1)))).toBe(0);
});

const head = 'A'.repeat(43);
const id = 'A'.repeat(22);

test('a header that is right, with spaces behind it, is taken as far as it may be long', () => {
  const counts = { manifests: 0, lists: 0, records: 0, deleted: 0, state: false, total: 0 };
  const padded = (length: number): Bytes => {
    const header = toJson({ head, sequence: 1, ...counts });
    return concat(header, toUtf8(' '.repeat(length - header.length)));
  };
  expect(readPullPage(writeFrames([padded(1_024)])).header.head).toBe(head);
  expect(() => readPullPage(writeFrames([padded(1_025)]))).toThrow(MalformedError);
});

test('a page has no more lists than an account can have had', () => {
  const page = (lists: number): Bytes => {
    const counts = { manifests: 0, lists, records: 0, deleted: 0, state: false, total: 0 };
    const header = toJson({ head, sequence: 1, ...counts });
    return writeFrames([header, ...Array.from({ length: lists }, () => bytes(0))]);
  };
  expect(readPullPage(page(MOST_LISTS)).lists).toHaveLength(MOST_LISTS);
  expect(() => readPullPage(page(MOST_LISTS + 1))).toThrow(MalformedError);
});

test.each([
  ['sessions', 'sessions', { id, how: 'key', createdAt: 0, signedInAt: 0, lastSeenAt: 0, requestKey: head }],
  ['access', 'signKeys', { slot: id, publicKey: head }],
  ['access', 'passkeys', { slot: id, credential: 'AAAA' }],
  ['access', 'securityKeys', { credential: 'AAAA', createdAt: 0 }],
] as const)('the answer %s has no more %s than an account has', (name, list, entry) => {
  const access = { email: true, password: null, totp: false, backupCodes: 0 };
  const empty = name === 'access' ? { ...access, passkeys: [], securityKeys: [], signKeys: [] } : {};
  const told = (count: number): Bytes => toJson({ ...empty, [list]: Array.from({ length: count }, () => entry) });
  expect(readAnswer(name, told(1_024))).toHaveProperty(`${list}.length`, 1_024);
  expect(() => readAnswer(name, told(1_025))).toThrow(MalformedError);
});

test('the second factors that a store names are those that there are', () => {
  const told = (factors: readonly string[]): Bytes => toJson({ ticket: 'AAAA', factors, keys: [] });
  expect(readAnswer('passwordFinish', told(['totp', 'key', 'backup'])).factors).toHaveLength(3);
  expect(() => readAnswer('passwordFinish', told(['totp', 'key', 'backup', 'totp']))).toThrow(MalformedError);
});
