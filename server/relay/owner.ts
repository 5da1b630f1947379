import { equal } from '../../src/crypto/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import { fromId } from '../../src/encoding/index.ts';
import type { Db } from '../database/index.ts';
import { Refusal } from '../http/index.ts';

/** Whose mailbox it is. */
export interface Owner {
  readonly account: number;
  readonly accountId: Bytes;
  /** The device that this session is of, by its last commit or its own word; null before either. */
  readonly device: Bytes | null;
  readonly now: number;
}

/** The session's own device, once it is known which that is. Throws Refusal `author-refused`. */
export async function ownDevice({ mail }: Db, { account, device: own }: Owner, named: Id): Promise<Bytes> {
  const device = fromId(named);
  const isOwn = own !== null && equal(own, device);
  if (!isOwn || !(await mail.isListed(account, device))) throw new Refusal('author-refused');
  return device;
}
