import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../src/encoding/index.ts';
import { MalformedError, bytes, fromJson, toId, toJson } from '../../src/encoding/index.ts';
import {
  FormatError,
  domains,
  identityBody,
  readCertificate,
  readDeviceList,
  readDeviceNames,
  readDeviceSecrets,
  readExportContents,
  readIdentityBody,
  readKeyring,
  readManifest,
  readSealedDeviceSecrets,
  readSealedExport,
  readSlot,
  readSnapshotHeader,
  writeCertificate,
  writeDeviceList,
  writeDeviceSecrets,
  writeExportContents,
  writeExportHead,
  writeKeyring,
  writeManifest,
  writeSealedDeviceSecrets,
  writeSealedExport,
  writeSigned,
  writeSlot,
  writeSlotParameters,
  writeSnapshotHeader,
} from '../../src/wire/index.ts';
import type { Keyring, SlotParameters } from '../../src/wire/index.ts';

const filled = (length: number, value: number): Bytes => bytes(length).fill(value);
const id = (value: number) => toId(filled(16, value));
const epochOf = (place: number) => ({
  epoch: filled(4, place),
  key: filled(32, place),
  createdAt: 5,
  state: 'current' as const,
});

const parameters = {
  password: { kind: 'password', stretch: { salt: filled(16, 1), t: 3, m: 65_536, p: 4 } },
  passkey: { kind: 'passkey', salt: filled(16, 2), credential: filled(64, 3) },
  phrase: { kind: 'phrase' },
  device: { kind: 'device' },
} satisfies Record<string, SlotParameters>;

const keyring: Keyring = {
  account: id(1),
  generation: 2,
  domains: Object.fromEntries(domains.map((domain, place) => [domain, [epochOf(place)]])) as Keyring['domains'],
  slots: [
    {
      id: id(2),
      parameters: parameters.passkey,
      publicKey: filled(32, 1),
      psk: filled(32, 2),
      name: 'Schlüssel',
      createdAt: 0,
      credentialKey: filled(77, 3),
    },
  ],
  past: [{ generation: 1, manifest: filled(32, 1), device: filled(32, 2) }],
  archive: filled(32, 9),
};

const manifest = {
  sequence: 3,
  generation: 2,
  previous: filled(32, 1),
  device: id(3),
  time: 1_790_000_000_000,
  count: 0,
  sum: filled(32, 2),
  keyring: filled(32, 3),
  slots: [{ id: id(2), seal: filled(32, 4) }],
  list: filled(32, 5),
  seen: [{ device: id(4), head: filled(32, 6) }],
  resumes: filled(32, 7),
};

const key = (value: number) => filled(32, value);
const ownSlot = { id: id(1), secret: key(4) };
const secrets = { signing: key(1), agreement: key(2), mailbox: key(3), rows: key(5), slot: ownSlot };
const certificate = {
  account: id(1),
  device: id(2),
  signing: key(1),
  agreement: key(2),
  mailbox: key(3),
  createdAt: 4,
};
const list = {
  account: id(1),
  store: 'https://store.example',
  version: 2,
  identity: key(1),
  succession: filled(64, 4),
  former: [key(7), key(8)],
  previous: key(2),
  listKey: key(3),
  devices: [filled(100, 1)],
  removed: [{ device: id(9), reason: 'revoked' as const, time: 5 }],
  time: 6,
};
const contents = {
  account: id(1),
  madeAt: 7,
  records: [{ id: id(2), domain: 'notes' as const, body: { title: 'x', nested: [1, null, { a: true }] } }],
  messageKeys: [{ epoch: filled(4, 1), key: key(2), createdAt: 3 }],
};

const slots = Object.values(parameters).map((entry) => ({ id: id(5), parameters: entry, seal: filled(112, 6) }));

/** Every JSON shape: a value, its writer, its reader. */
const shapes: [name: string, value: unknown, written: Bytes, read: (source: Bytes) => unknown][] = [
  ...slots.map((slot): (typeof shapes)[number] => [`slot ${slot.parameters.kind}`, slot, writeSlot(slot), readSlot]),
  ['keyring', keyring, writeKeyring(keyring), readKeyring],
  ['manifest', manifest, writeManifest(manifest), readManifest],
  ['device secrets', secrets, writeDeviceSecrets(secrets), readDeviceSecrets],
  [
    'sealed device secrets',
    { device: id(1), generation: 1, salt: key(1), sealed: filled(200, 2) },
    writeSealedDeviceSecrets({ device: id(1), generation: 1, salt: key(1), sealed: filled(200, 2) }),
    readSealedDeviceSecrets,
  ],
  ['snapshot header', { tags: [filled(16, 1)] }, writeSnapshotHeader({ tags: [filled(16, 1)] }), readSnapshotHeader],
  ['export contents', contents, writeExportContents(contents), readExportContents],
];

describe.each(shapes)('%s', (_, value, written, read) => {
  const fields = fromJson(written) as Record<string, unknown>;

  test('is read as it was written', () => {
    expect(read(written)).toEqual(value);
  });

  test('refuses another format by its own error, before anything else', () => {
    for (const format of [0, 2, 999, -1]) {
      expect(() => read(toJson({ ...fields, format }))).toThrow(FormatError);
      expect(() => read(toJson({ format }))).toThrow(FormatError);
    }
    for (const format of ['1', null, 1.5, true, [1]]) {
      expect(() => read(toJson({ ...fields, format }))).toThrow(MalformedError);
    }
  });

  test('refuses an unknown field, a missing one, and one of another type', () => {
    expect(() => read(toJson({ ...fields, more: 1 }))).toThrow(MalformedError);
    for (const name of Object.keys(fields)) {
      const { [name]: value, ...rest } = fields;
      if (name !== 'resumes') expect(() => read(toJson(rest)), name).toThrow(MalformedError);
      for (const other of [null, 1.5, -1, 'no', {}, true].filter((entry) => typeof entry !== typeof value)) {
        expect(() => read(toJson({ ...fields, [name]: other })), name).toThrow(MalformedError);
      }
    }
  });

  test('refuses every truncation and what is no object', () => {
    for (let length = 0; length < written.length; length += 1) {
      expect(() => read(written.subarray(0, length))).toThrow(MalformedError);
    }
    for (const other of [null, 1, 'text', [], {}]) expect(() => read(toJson(other))).toThrow(MalformedError);
  });
});

/** Puts `value` at a path of a JSON object. */
function changed(source: Bytes, path: readonly (string | number)[], value: unknown): Bytes {
  const root = fromJson(source) as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  let inner = root;
  for (const step of path.slice(0, -1)) inner = inner[step] as typeof inner;
  inner[last] = value;
  return toJson(root);
}

describe('a keyring', () => {
  const written = writeKeyring(keyring);
  const epoch = fromJson(
    toJson({ epoch: 'AAAAAA', key: 'AQEB'.repeat(11).slice(0, 43), createdAt: 1, state: 'history' }),
  );

  test.each([
    ['an epoch id twice', ['domains', 'notes', 0, 'epoch'], 'AAAAAA'],
    ['a domain without a current epoch', ['domains', 'notes', 0, 'state'], 'history'],
    ['a domain without epochs', ['domains', 'notes'], []],
    ['a domain more', ['domains', 'wishes'], [epoch]],
    ['a short key', ['domains', 'notes', 0, 'key'], 'AAAA'],
    ['a parameter more', ['slots', 0, 'parameters', 'algorithm'], 'none'],
    ['generation 0', ['generation'], 0],
    ['an id that is none', ['account'], 'AAAA'],
    ['padded base64', ['archive'], `${'A'.repeat(43)}=`],
  ])('refuses %s', (_, path, value) => {
    expect(() => readKeyring(changed(written, path, value))).toThrow(MalformedError);
  });

  test('with a slot of a kind that a later version made is of another format', () => {
    const later = { kind: 'of-later', half: 'AAAA' };
    expect(() => readKeyring(changed(written, ['slots', 0, 'parameters'], later))).toThrow(FormatError);
    const slot = writeSlot({ id: id(5), parameters: parameters.phrase, seal: filled(112, 6) });
    expect(() => readSlot(changed(slot, ['parameters'], later))).toThrow(FormatError);
    for (const odd of [{ kind: 1 }, {}, { kind: null }]) {
      expect(() => readSlot(changed(slot, ['parameters'], odd))).toThrow(MalformedError);
    }
  });

  test('refuses two current epochs and a slot named twice', () => {
    const [notes] = keyring.domains.notes;
    const [slot] = keyring.slots;
    if (!notes || !slot) throw new Error('no fixture');
    const twice = [notes, { ...notes, epoch: filled(4, 99) }];
    expect(() => readKeyring(writeKeyring({ ...keyring, domains: { ...keyring.domains, notes: twice } }))).toThrow(
      MalformedError,
    );
    expect(() => readKeyring(writeKeyring({ ...keyring, slots: [slot, slot] }))).toThrow(MalformedError);
  });
});

describe('a slot', () => {
  test.each([
    ['NaN as a cost', ['parameters', 'stretch', 'm'], null],
    ['a cost of text', ['parameters', 'stretch', 't'], '3'],
    ['another number of lanes', ['parameters', 'stretch', 'p'], 1],
    ['another algorithm', ['parameters', 'stretch', 'algorithm'], 'scrypt'],
    ['a short seal', ['seal'], 'AAAA'],
    ['an absent salt', ['parameters', 'stretch', 'salt'], null],
  ])('refuses %s', (_, path, value) => {
    const written = writeSlot({ id: id(5), parameters: parameters.password, seal: filled(112, 6) });
    expect(() => readSlot(changed(written, path, value))).toThrow(MalformedError);
  });

  test('has one encoding of its parameters, whoever made the object, and another for every other value', () => {
    const { stretch } = parameters.password;
    const { p, m, salt, t } = stretch;
    expect(writeSlotParameters({ stretch: { p, m, salt, t }, kind: 'password' })).toEqual(
      writeSlotParameters(parameters.password),
    );
    const all = [
      ...Object.values(parameters),
      { ...parameters.password, stretch: { ...stretch, m: m + 1 } },
      { ...parameters.password, stretch: { ...stretch, t: t + 1 } },
      { ...parameters.passkey, credential: filled(63, 3) },
    ];
    expect(new Set(all.map((entry) => Buffer.from(writeSlotParameters(entry)).toString('hex'))).size).toBe(all.length);
  });
});

describe('signed things', () => {
  const signature = filled(64, 1);

  test('are read with exactly the bytes that were signed', () => {
    const signed = writeCertificate(certificate);
    expect(readCertificate(writeSigned(signed, signature))).toEqual({ value: certificate, signed, signature });
    const listed = writeDeviceList(list);
    expect(readDeviceList(writeSigned(listed, signature))).toEqual({ value: list, signed: listed, signature });
  });

  test('are refused with a signature of another length, truncated, extended, or of another shape', () => {
    const whole = writeSigned(writeCertificate(certificate), signature);
    expect(() => writeSigned(whole, filled(63, 1))).toThrow(MalformedError);
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => readCertificate(whole.subarray(0, length))).toThrow(MalformedError);
    }
    expect(() => readCertificate(new Uint8Array([...whole, 0, 0, 0, 0]))).toThrow(MalformedError);
    expect(() => readDeviceList(whole)).toThrow(MalformedError);
  });
});

describe('a sealed export', () => {
  const head = writeExportHead(parameters.password.stretch);
  const file = writeSealedExport({ head, sealed: filled(99, 1) });

  test('is read as it was written', () => {
    expect(readSealedExport(file)).toEqual({ stretch: parameters.password.stretch, head, sealed: filled(99, 1) });
  });

  test('is refused truncated, extended, as something else, or of another format', () => {
    for (let length = 0; length < file.length; length += 1) {
      expect(() => readSealedExport(file.subarray(0, length))).toThrow(MalformedError);
    }
    expect(() => readSealedExport(new Uint8Array([...file, 0, 0, 0, 0]))).toThrow(MalformedError);
    const later = changed(head, ['format'], 2);
    expect(() => readSealedExport(writeSealedExport({ head: later, sealed: filled(99, 1) }))).toThrow(FormatError);
  });
});

test('bodies of the identity are read as what was asked for, and as nothing else', () => {
  const seed = key(3);
  expect(readIdentityBody('identity', identityBody({ kind: 'identity', seed }))).toEqual({ kind: 'identity', seed });
  expect(() => readIdentityBody('list-key', identityBody({ kind: 'identity', seed }))).toThrow(MalformedError);
  expect(() => readIdentityBody('identity', null)).toThrow(MalformedError);
  const names = { kind: 'devices' as const, names: { [id(1)]: 'Laptop' } };
  expect(readDeviceNames(identityBody(names))).toEqual(names);
  expect(() => readDeviceNames({ kind: 'devices', names: { short: 'x' } })).toThrow(MalformedError);
});
