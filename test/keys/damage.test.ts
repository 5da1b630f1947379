import { describe, expect, it } from 'vitest';
import { DecryptionError, defaultStretch, newId, randomBytes } from '../../src/crypto/index.ts';
import type { KeyScope } from '../../src/keys/index.ts';
import { keyringSlot, newKeyring, openKeyring, openSlot, sealKeyring, sealSlot } from '../../src/keys/index.ts';
import type { SlotParameters } from '../../src/wire/index.ts';
import { changes } from '../support/changes.ts';

const scope: KeyScope = { account: newId(), generation: 1 };
const masterKey = randomBytes(32);

const kinds: { kind: string; parameters: SlotParameters }[] = [
  { kind: 'password', parameters: { kind: 'password', stretch: defaultStretch() } },
  { kind: 'passkey', parameters: { kind: 'passkey', salt: randomBytes(16), credential: randomBytes(20) } },
  { kind: 'phrase', parameters: { kind: 'phrase' } },
  { kind: 'device', parameters: { kind: 'device' } },
];

describe.each(kinds)('a slot of kind $kind', ({ parameters }) => {
  const secret = randomBytes(32);
  const make = async () => {
    const place = { id: newId(), parameters, name: 'a name', createdAt: 1 };
    return sealSlot(masterKey, scope, await keyringSlot(place, secret));
  };

  it('opens, and with any change of its seal does not', async () => {
    const slot = await make();
    expect(await openSlot(slot, scope, secret)).toEqual(masterKey);
    for (const { what, changed } of changes(slot.seal)) {
      expect(await openSlot({ ...slot, seal: changed }, scope, secret), what).toBeNull();
    }
  });

  it('opens in its own place only', async () => {
    const [slot, other] = [await make(), await make()];
    expect(await openSlot({ ...slot, id: other.id }, scope, secret)).toBeNull();
    expect(await openSlot({ ...slot, seal: other.seal }, scope, secret)).toBeNull();
    expect(await openSlot(slot, { ...scope, generation: 2 }, secret)).toBeNull();
    expect(await openSlot(slot, { ...scope, account: newId() }, secret)).toBeNull();
    for (const { parameters: others } of kinds.filter(({ kind }) => kind !== parameters.kind)) {
      expect(await openSlot({ ...slot, parameters: others }, scope, secret)).toBeNull();
    }
  });
});

describe('the parameters of a slot', () => {
  it('open only as they were sealed: a lower cost changes what is bound', async () => {
    const secret = randomBytes(32);
    const stretch = { ...defaultStretch(), m: 131_072 };
    const parameters = { kind: 'password', stretch } as const;
    const place = { id: newId(), parameters, name: 'a name', createdAt: 1 };
    const slot = await sealSlot(masterKey, scope, await keyringSlot(place, secret));
    for (const changed of [{ m: 65_536 }, { t: 4 }, { salt: randomBytes(16) }]) {
      const cheaper: SlotParameters = { kind: 'password', stretch: { ...stretch, ...changed } };
      expect(await openSlot({ ...slot, parameters: cheaper }, scope, secret)).toBeNull();
    }
  });
});

describe('a keyring', () => {
  const ring = newKeyring(scope.account, 1);

  it('opens, and in another place does not', async () => {
    const sealed = await sealKeyring(masterKey, ring);
    expect(await openKeyring(masterKey, scope, sealed)).toEqual(ring);
    const elsewhere: KeyScope[] = [
      { ...scope, generation: 2 },
      { ...scope, account: newId() },
    ];
    for (const place of elsewhere) {
      await expect(openKeyring(masterKey, place, sealed)).rejects.toThrow(DecryptionError);
    }
    await expect(openKeyring(randomBytes(32), scope, sealed)).rejects.toThrow(DecryptionError);
  });

  it('with any change does not open', async () => {
    const sealed = await sealKeyring(masterKey, ring);
    for (const { what, changed } of changes(sealed)) {
      await expect(openKeyring(masterKey, scope, changed), what).rejects.toThrow(DecryptionError);
    }
  });
});
