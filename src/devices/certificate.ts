import { sign, verify } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { associate, fromId } from '../encoding/index.ts';
import type { Certificate } from '../wire/index.ts';
import { readCertificate, writeCertificate, writeSigned } from '../wire/index.ts';
import { DeviceListError } from './errors.ts';

function messageOf(account: Id, certificate: Bytes): Bytes {
  return associate('device/certificate', { account: fromId(account), certificate });
}

/** A device's certificate, signed by the account identity (its Ed25519 seed, 32 bytes) and encoded. */
export async function certify(identitySeed: Bytes, certificate: Certificate): Promise<Bytes> {
  const signed = writeCertificate(certificate);
  return writeSigned(signed, await sign(identitySeed, messageOf(certificate.account, signed)));
}

/** Throws DeviceListError unless this identity certified a device of this account; MalformedError, FormatError. */
export async function checkCertificate(identity: Bytes, account: Id, encoded: Bytes): Promise<Certificate> {
  const { value, signed, signature } = readCertificate(encoded);
  const valid = value.account === account && (await verify(identity, messageOf(account, signed), signature));
  if (!valid) throw new DeviceListError();
  return value;
}
