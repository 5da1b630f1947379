import { newId } from '../../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../../src/encoding/index.ts';
import { fromJson, readFrames } from '../../../../src/encoding/index.ts';
import { openEnvelope } from '../../../../src/messaging/envelope/index.ts';
import { ContactClient } from '../../../../src/sync/index.ts';
import type { EnvelopeContents } from '../../../../src/wire/index.ts';
import { inProcess } from '../../../support/in-process.ts';
import type { Browser, Person } from '../../support/person.ts';

/** What was left at a store for somebody's device. */
export interface Deposit {
  readonly header: { readonly account: Id; readonly device: Id; readonly token: Id };
  readonly envelope: Bytes;
}

/** Notes what somebody leaves at stores from now on. */
export function watch(person: Person, left: Deposit[]): void {
  const { fetch } = person;
  person.fetch = (url, init) => {
    if (new URL(url).pathname === '/v1/contact/deposits' && init.body instanceof Uint8Array) {
      const [header, envelope] = readFrames(new Uint8Array(init.body), 2);
      if (header && envelope) left.push({ header: fromJson(header) as Deposit['header'], envelope });
    }
    return fetch(url, init);
  };
}

/** Leaves an envelope where another one was left, by its token. */
export async function leave({ store, address }: Person, { header }: Deposit, envelope: Bytes): Promise<void> {
  const client = new ContactClient({ fetch: inProcess(store.app) });
  const { account, device, token } = header;
  await client.deposit({ store: address, account, token, device, deposit: newId(), envelope });
}

/** Where envelopes for a browser are sealed to, by what it knows of itself. */
export async function placeOf({ parts }: Browser) {
  const own = await (await parts.session.vault()).rows.own();
  const { device, mailbox } = own.certificate;
  return {
    own,
    open: { account: own.account, device, mailbox: own.mailbox },
    to: { account: own.account, device, mailbox },
  };
}

/** What is in an envelope that was left for a browser. */
export async function contentsOf(browser: Browser, { envelope }: Deposit): Promise<EnvelopeContents> {
  const contents = await openEnvelope((await placeOf(browser)).open, envelope);
  if (!contents) throw new Error('not sealed to this browser');
  return contents;
}
