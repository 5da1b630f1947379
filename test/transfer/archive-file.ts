import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive, and what its headers say of it where that isn't so. */
export interface Packed {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly stored?: boolean;
  readonly says?: { readonly flags?: number; readonly method?: number; readonly size?: number; readonly sum?: number };
  /** Where it says that its own header is. */
  readonly at?: number;
}

interface EndSays {
  readonly disk?: number;
  readonly count?: number;
  readonly start?: number;
  readonly comment?: string;
}

function numbers(...fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}

/** A ZIP by the letter of the APPNOTE, by Node's own compression. */
export function archive(files: readonly Packed[], end: EndSays = {}): Blob {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, content, stored = false, says = {}, at: told = at } of files) {
    const source = Buffer.from(content as string);
    const packed = stored ? source : deflateRawSync(source);
    const path = Buffer.from(name);
    const shared = numbers(
      [2, 20],
      [2, says.flags ?? 0],
      [2, says.method ?? (stored ? 0 : 8)],
      [4, 0],
      [4, says.sum ?? crc32(source)],
      [4, packed.length],
      [4, says.size ?? source.length],
      [2, path.length],
      [2, 0],
    );
    const local = Buffer.concat([numbers([4, 0x04034b50]), shared, path, packed]);
    const rest = numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, told]);
    central.push(Buffer.concat([numbers([4, 0x02014b50], [2, 20]), shared, rest, path]));
    parts.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const count = end.count ?? files.length;
  const comment = Buffer.from(end.comment ?? '');
  const tail = numbers(
    [4, 0x06054b50],
    [2, end.disk ?? 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, directory.length],
    [4, end.start ?? at],
    [2, comment.length],
  );
  return new Blob([Uint8Array.from(Buffer.concat([...parts, directory, tail, comment]))]);
}
