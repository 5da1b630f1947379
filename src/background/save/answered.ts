import { hmacSha256, kdf, wipe } from '../../crypto/index.ts';
import { associate, toBase64url, toUtf8 } from '../../encoding/index.ts';
import { UnknownEpochError } from '../../messaging/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Context } from '../context/index.ts';
import type { TypedLogin } from './typed-login.ts';
import { passwordOf } from './decide.ts';

interface Entry {
  readonly tag: string;
  readonly at: number;
}

const slot = 'answeredLogins';
/** Whoever said "not now" is not asked again this long, in milliseconds. */
const lasts = 30 * 60_000;
const most = 64;

/** Knows which logins were answered a short while ago, by tags that say nothing without the vault's key. */
export class Answered {
  readonly #parts: Pick<Context, 'memory' | 'clock'>;

  constructor(parts: Pick<Context, 'memory' | 'clock'>) {
    this.#parts = parts;
  }

  async has(vault: OpenVault, login: TypedLogin): Promise<boolean> {
    const tag = tagOf(vault, login);
    return (await this.#entries()).some((entry) => entry.tag === tag);
  }

  async add(vault: OpenVault, login: TypedLogin): Promise<void> {
    const tag = tagOf(vault, login);
    const others = (await this.#entries()).filter((entry) => entry.tag !== tag);
    await this.#parts.memory.set(slot, [...others, { tag, at: this.#parts.clock() }].slice(-most));
  }

  async #entries(): Promise<readonly Entry[]> {
    const now = this.#parts.clock();
    const entries = ((await this.#parts.memory.get(slot)) ?? []) as readonly Entry[];
    return entries.filter(({ at }) => now - at >= 0 && now - at < lasts);
  }
}

function tagOf(vault: OpenVault, { host, sent }: TypedLogin): string {
  const current = vault.domainKey('logins');
  if (!current) throw new UnknownEpochError();
  const key = kdf(current.key, 'typed/answered');
  const said = { host: toUtf8(host), username: toUtf8(sent.username), password: toUtf8(passwordOf(sent)) };
  const tag = hmacSha256(key, associate('typed/answered', said));
  wipe(current.key, key);
  return toBase64url(tag);
}
