import type { OpenVault, Put } from '../../vault/index.ts';

/** A record that every browser of a vault finds by its name: settings, and what else there is one of. */
export interface NamedRecord {
  readonly domain: Put['domain'];
  readonly name: string;
}

/** As it was read: whoever writes it says so, and where it was written since, both stand. */
interface Named {
  readonly revision: number;
  readonly body: unknown;
}

/** Undefined: nobody has written it yet. Throws DamagedRecordError. */
export async function readNamed({ records }: OpenVault, { name }: NamedRecord): Promise<Named | undefined> {
  const id = records.namedId(name);
  return records.has(id) ? records.read(id) : undefined;
}

/** `body` in the place of what was read, for a commit that brings something else, too. */
export function namedPut(
  { records }: OpenVault,
  { domain, name }: NamedRecord,
  body: object,
  read: Named | undefined,
): Put {
  return { id: records.namedId(name), domain, body, ...(read ? { base: read.revision } : {}) };
}

export async function saveNamed(
  vault: OpenVault,
  named: NamedRecord,
  body: object,
  read: Named | undefined,
): Promise<void> {
  await vault.records.save(namedPut(vault, named, body, read));
}

/** A field of what may be anything. */
export function fieldOf(body: unknown, field: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
}
