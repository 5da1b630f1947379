import * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { fromUtf8, MalformedError, readFrames, toUtf8, writeFrames } from '../../encoding/index.ts';
import { bytesOf, decode, domains, encode, id, time, unique } from '../format/index.ts';
import { passwordStretch } from './slot.ts';

/** The first frame of every sealed export: what the file is. */
const NAME = 'latchkey/export';

const head = v.strictObject({ stretch: passwordStretch });
export type ExportStretch = v.InferOutput<typeof passwordStretch>;

export interface SealedExport {
  readonly stretch: ExportStretch;
  /** The second frame as it stands: it is bound into the seal. */
  readonly head: Bytes;
  readonly sealed: Bytes;
}

export function writeExportHead(stretch: ExportStretch): Bytes {
  return encode({ stretch });
}

/** Three frames: name, head, seal. */
export function writeSealedExport(value: Pick<SealedExport, 'head' | 'sealed'>): Bytes {
  return writeFrames([toUtf8(NAME), value.head, value.sealed]);
}

/** Throws MalformedError, FormatError. */
export function readSealedExport(file: Bytes): SealedExport {
  const [what, first, sealed, ...more] = readFrames(file, 3);
  if (!what || !first || !sealed || more.length > 0 || fromUtf8(what) !== NAME)
    throw new MalformedError('not an export');
  return { stretch: decode(head, first).stretch, head: first, sealed };
}

const contents = v.strictObject({
  account: id,
  madeAt: time,
  records: v.pipe(
    v.array(v.strictObject({ id, domain: v.picklist(domains), body: v.unknown() })),
    unique((record) => record.id),
  ),
  messageKeys: v.array(v.strictObject({ epoch: bytesOf(4), key: bytesOf(32), createdAt: time })),
});
/** What a sealed export holds. The keys open armored texts for oneself that stand on other people's pages. */
export type ExportContents = v.InferOutput<typeof contents>;

/** Throws MalformedError, FormatError. */
export function readExportContents(source: Bytes): ExportContents {
  return decode(contents, source);
}

export function writeExportContents(value: ExportContents): Bytes {
  return encode(value);
}
