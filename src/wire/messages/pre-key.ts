import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { bytes, MalformedError, readFrames, writeFrames } from '../../encoding/index.ts';
import type { Signed } from '../format/index.ts';
import { decode, id, readSigned, someBytes, time } from '../format/index.ts';
import type { Certificate } from '../vault/index.ts';
import { readCertificate } from '../vault/index.ts';
import { KEM_KEY_BYTES, MOST_PRE_KEY_BYTES } from './limits.ts';
import { encodeShape } from './shape.ts';

const AGREEMENT_KEY_BYTES = 32;

const preKey = v.pipe(
  v.strictObject({
    account: id,
    device: id,
    /** X25519, renewed weekly; ML-KEM-768, renewed weekly; X25519, handed out once. */
    kind: v.picklist(['signed', 'kem', 'once']),
    id,
    /** Public half: 32 bytes, of a KEM 1,184. */
    key: someBytes,
    time,
  }),
  v.check(({ kind, key }) => key.length === (kind === 'kem' ? KEM_KEY_BYTES : AGREEMENT_KEY_BYTES)),
);
/** A key by which others begin a session with a device that is not there (protocol 8.2); its signing key signs it. */
export type PreKey = v.InferOutput<typeof preKey>;

/** What is signed of a pre-key. Throws MalformedError. */
export function writePreKey(value: PreKey): Bytes {
  return encodeShape(preKey, value, MOST_PRE_KEY_BYTES);
}

/** Not verified yet. Throws MalformedError, FormatError. */
export function readPreKey(source: Bytes): Signed<PreKey> {
  if (source.length > MOST_PRE_KEY_BYTES) throw new MalformedError('longer than it may be');
  const { signed, signature } = readSigned(source);
  return { value: decode(preKey, signed), signed, signature };
}

/** What a store hands out of one device: its certificate, and one pre-key of each kind. Nothing of it is verified yet. */
export interface Bundle {
  readonly certificate: Signed<Certificate>;
  readonly signed: Signed<PreKey>;
  readonly kem: Signed<PreKey>;
  /** Absent where the store had none left: the session is weaker until the first reply. */
  readonly once: Signed<PreKey> | undefined;
}

/** The same, each part as it was signed and encoded. */
export interface BundleParts {
  readonly certificate: Bytes;
  readonly signed: Bytes;
  readonly kem: Bytes;
  readonly once?: Bytes | undefined;
}

/** Four frames: certificate, signed pre-key, KEM pre-key, one-time pre-key or nothing. */
export function writeBundle({ certificate, signed, kem, once }: BundleParts): Bytes {
  return writeFrames([certificate, signed, kem, once ?? bytes(0)]);
}

/** Throws MalformedError, also where the parts are of different devices or not of their kinds; FormatError. */
export function readBundle(source: Bytes): Bundle {
  const [certificate, signed, kem, once, ...more] = readFrames(source, 4);
  if (!certificate || !signed || !kem || !once || more.length > 0) throw new MalformedError('not a bundle');
  const bundle: Bundle = {
    certificate: readCertificate(certificate),
    signed: readPreKey(signed),
    kem: readPreKey(kem),
    once: once.length > 0 ? readPreKey(once) : undefined,
  };
  if (!isOfOne(bundle)) throw new MalformedError('not the bundle of one device');
  return bundle;
}

function isOfOne({ certificate, signed, kem, once }: Bundle): boolean {
  const { account, device } = certificate.value;
  const kinds = [[signed, 'signed'], [kem, 'kem'], ...(once ? [[once, 'once'] as const] : [])] as const;
  return kinds.every(
    ([{ value }, kind]) => value.kind === kind && value.account === account && value.device === device,
  );
}
