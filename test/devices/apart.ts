import { createHash, createPublicKey, verify } from 'node:crypto';

/*
 * Device lists read a second time, from docs/protocol.md alone: with node's own cryptography, and nothing of ours.
 */

interface Certificate {
  readonly account: string;
  readonly device: string;
  readonly signing: string;
  readonly agreement: string;
  readonly mailbox: string;
  readonly createdAt: number;
}

interface Removal {
  readonly device: string;
  readonly reason: string;
  readonly time: number;
}

interface Version {
  readonly account: string;
  readonly store: string;
  readonly version: number;
  readonly identity: string;
  readonly succession?: string;
  readonly former: readonly string[];
  readonly previous: string;
  readonly listKey: string;
  readonly devices: readonly string[];
  readonly removed: readonly Removal[];
}

interface Read extends Version {
  readonly certificates: readonly Certificate[];
  readonly hash: Buffer;
}

const sha = (source: Uint8Array): Buffer => createHash('sha256').update(source).digest();
const fromText = (text: string): Buffer => Buffer.from(text, 'base64url');

/** u32 length and bytes, one after another. */
function framesOf(source: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < source.length;) {
    const length = source.readUInt32BE(at);
    frames.push(source.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return frames;
}

function fields(what: string, ...values: Buffer[]): Buffer {
  return Buffer.concat(
    [Buffer.from(`latchkey/v1/${what}`), ...values].flatMap((value) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(value.length);
      return [length, value];
    }),
  );
}

function u32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
}

function isSigned(key: string, message: Buffer, signature: Buffer): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), fromText(key)]);
  return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}

function must(holds: boolean, why: string): void {
  if (!holds) throw new Error(why);
}

function read(source: Buffer, account: Buffer): { list: Read; signed: Buffer; signature: Buffer } {
  const [signed = Buffer.alloc(0), signature = Buffer.alloc(0)] = framesOf(source);
  const version = JSON.parse(signed.toString('utf8')) as Version;
  must(fromText(version.account).equals(account), 'another account');
  const certificates = version.devices.map((text) => {
    const [certificate = Buffer.alloc(0), by = Buffer.alloc(0)] = framesOf(fromText(text));
    must(isSigned(version.identity, fields('device/certificate', account, certificate), by), 'certificate');
    return JSON.parse(certificate.toString('utf8')) as Certificate;
  });
  return { list: { ...version, certificates, hash: sha(fields('device/list-hash', sha(source))) }, signed, signature };
}

function checkFirst(source: Buffer, account: Buffer): Read {
  const { list, signed, signature } = read(source, account);
  must(list.version === 1 && fromText(list.previous).equals(Buffer.alloc(32)), 'not the first');
  must(list.removed.length + list.former.length === 0 && list.succession === undefined, 'a past');
  must(isSigned(list.identity, fields('device/list', account, sha(signed)), signature), 'signature');
  return list;
}

function checkNext(held: Read, source: Buffer, account: Buffer): Read {
  const { list, signed, signature } = read(source, account);
  must(list.version === held.version + 1 && fromText(list.previous).equals(held.hash), 'not the next');
  must(isSigned(held.listKey, fields('device/list', account, sha(signed)), signature), 'signature');
  const gone = list.removed.slice(held.removed.length);
  must(JSON.stringify(list.removed.slice(0, held.removed.length)) === JSON.stringify(held.removed), 'forgotten');
  const listed = list.certificates.map(({ device }) => device);
  must(new Set(listed).size === listed.length && !list.removed.some(({ device }) => listed.includes(device)), 'twice');
  const left = held.certificates.filter(({ device }) => !listed.includes(device)).map(({ device }) => device);
  must(
    left.toSorted().join() ===
      gone
        .map(({ device }) => device)
        .toSorted()
        .join(),
    'vanished',
  );
  for (const before of held.certificates) {
    const after = list.certificates.find(({ device }) => device === before.device);
    must(!after || after.signing === before.signing, 'signing key');
  }
  if (gone.length === 0) {
    must(list.identity === held.identity && list.listKey === held.listKey && !list.succession, 'keys');
    must(list.store === held.store || list.devices.length === held.devices.length, 'a move and more');
    return list;
  }
  const spent = [...held.former, held.identity, held.listKey];
  must(!spent.includes(list.identity) && !spent.includes(list.listKey), 'keys of before');
  must(list.former.join() === spent.join(), 'former keys');
  const message = fields(
    'device/succession',
    account,
    fromText(held.identity),
    fromText(list.identity),
    u32(list.version),
    held.hash,
  );
  must(isSigned(held.identity, message, fromText(list.succession ?? '')), 'succession');
  return list;
}

/** Throws for a chain that doesn't stand. Everything in hex. */
export function checkChainApart(accountHex: string, versions: readonly string[]): void {
  const account = Buffer.from(accountHex, 'hex');
  const [first = '', ...rest] = versions;
  let held = checkFirst(Buffer.from(first, 'hex'), account);
  for (const version of rest) held = checkNext(held, Buffer.from(version, 'hex'), account);
}
