import type { Id } from '../../encoding/index.ts';
import type { LoginFields } from '../../rpc/index.ts';
import { BadQuestionError } from '../../rpc/index.ts';
import { passwordOf } from './decide.ts';
import type { SaveHands } from './parts.ts';
import { titleOf } from './typed-login.ts';
import type { TypedLogin } from './typed-login.ts';

const blank: LoginFields = {
  kind: 'login',
  title: '',
  favourite: false,
  tags: [],
  folder: '',
  fields: [],
  urls: [],
  username: '',
  password: '',
  accountId: '',
  totp: '',
  notes: '',
};

/** What asks here is we ourselves, for a person who pressed. */
const asker = { role: 'window' } as const;

/** Keeps a typed login as a new item, or in the one that is named, onto its newest state. Answers its id. */
export async function keep(items: SaveHands['items'], login: TypedLogin, into: Id | undefined): Promise<Id> {
  const { sent, origin } = login;
  const password = passwordOf(sent);
  if (into === undefined) {
    const { username, accountId } = sent;
    const urls = [{ url: origin, match: 'host' as const }];
    const item = { ...blank, title: titleOf(login), urls, username, accountId, password };
    return (await items['items.save']({ item }, asker)).id;
  }
  const { revision, item } = await items['items.read']({ id: into }, asker);
  if (item.kind !== 'login') throw new BadQuestionError();
  const username = item.username || sent.username;
  const accountId = item.accountId || sent.accountId;
  const edited = { ...item, username, accountId, password };
  await items['items.save']({ id: into, revision, base: item, item: edited }, asker);
  return into;
}
