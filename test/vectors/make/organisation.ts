import { agreementKeyPair, kdf, signingKeyPair } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { toHex, toId, toUtf8 } from '../../../src/encoding/index.ts';
import {
  meetingOf,
  organisationFingerprint,
  requestCode,
  sealOrganisationAnswer,
  sealToOrganisation,
} from '../../../src/recovery/index.ts';
import { writeOrganisationAnswer, writeOrganisationKey } from '../../../src/wire/index.ts';

const fixed = (name: string, length = 32): Bytes => kdf(toUtf8(name), 'test/vectors', undefined, length);

/**
 * A slot secret sealed to an organisation, its request and its answer (docs/protocol.md 7.3). The seals' own keys are drawn anew each
 * time.
 */
export async function organisation(): Promise<object> {
  const [account, slot] = [toId(fixed('account', 16)), toId(fixed('slot', 16))];
  const [secret, name] = [fixed('organisation secret'), 'Zoë’s Rope Works'];
  const [recovery, shareKey] = [
    await agreementKeyPair(fixed('recovery key')),
    await agreementKeyPair(fixed('share key')),
  ];
  const key = { name, publicKey: recovery.publicKey };
  const sign = await signingKeyPair(kdf(secret, 'slot/sign'));
  const code = requestCode(shareKey.publicKey, account);
  const asked = { account, shareKey: shareKey.publicKey };
  return {
    ...{ account, slot, name, secret: toHex(secret), signKey: toHex(sign.publicKey) },
    ...{ recoveryKey: toHex(recovery.privateKey), recoveryKeyPublic: toHex(recovery.publicKey) },
    ...{ key: toHex(writeOrganisationKey(key)), fingerprint: organisationFingerprint(key) },
    seal: toHex(await sealToOrganisation({ account, slot }, key, secret)),
    ...{ shareKey: toHex(shareKey.privateKey), shareKeyPublic: toHex(shareKey.publicKey) },
    ...{ code, meeting: meetingOf(code), answer: toHex(writeOrganisationAnswer({ name, secret })) },
    sealed: toHex(await sealOrganisationAnswer(asked, { name, secret })),
  };
}
