import type { Id } from '../../encoding/index.ts';
import type { SharesPort } from '../../messaging/index.ts';
import type { OpenVault, Put } from '../../vault/index.ts';
import type { HeldShare, Trustees } from '../../wire/index.ts';
import { heldShareBody, readHeldShare, readTrustees, trusteesBody } from '../../wire/index.ts';
import { heldContacts } from './people.ts';

/** The record that says who holds shares of this vault's own secret; none of them is in it. */
const trusteesName = 'trustees';
/** What is held of a contact, in a record that every browser of this account finds: any of them may help. */
const shareName = (contact: Id): string => `share ${contact}`;

/** Shares of contacts' secrets, and the own trustees, over an open vault. What can't be read counts as not there. */
export function sharesOf(vault: OpenVault): SharesPort {
  const { records } = vault;
  const read = async <T>(name: string, reading: (body: unknown) => T): Promise<T | undefined> => {
    const id = records.namedId(name);
    const [record] = await records.readMany(records.has(id) ? [id] : []);
    try {
      return record && reading(record.body);
    } catch {
      return undefined;
    }
  };
  const put = async (name: string, body: unknown): Promise<readonly Put[]> => {
    const id = records.namedId(name);
    const base = records.has(id) ? { base: (await records.read(id)).revision } : {};
    return [{ id, domain: 'contacts', body, ...base }];
  };
  const held = (contact: Id): Promise<HeldShare | undefined> => read(shareName(contact), readHeldShare);
  return {
    held,
    all: async () => {
      const shares = await Promise.all((await heldContacts(vault)).map(({ id }) => held(id)));
      return shares.filter((share) => share !== undefined);
    },
    put: (share) => put(shareName(share.contact), heldShareBody(share)),
    drop: async (contact) => {
      const id = records.namedId(shareName(contact));
      return records.has(id) ? [{ id, base: (await records.read(id)).revision }] : [];
    },
    trustees: (): Promise<Trustees | undefined> => read(trusteesName, readTrustees),
    putTrustees: (trustees) => put(trusteesName, trusteesBody(trustees)),
  };
}
