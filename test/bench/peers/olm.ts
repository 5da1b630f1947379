import { createRequire } from 'node:module';

interface Account {
  create(): void;
  identity_keys(): string;
  generate_one_time_keys(count: number): void;
  one_time_keys(): string;
}

interface Session {
  create_outbound(account: Account, identity: string, oneTime: string): void;
  encrypt(text: string): { body: string };
  free(): void;
}

interface Olm {
  init(): Promise<void>;
  Account: new () => Account;
  Session: new () => Session;
}

/** Begins a session with somebody by their keys, and says something in it. X25519 alone: nothing post-quantum. */
export async function olmBeginner(text: string): Promise<() => void> {
  const olm = createRequire(import.meta.url)('@matrix-org/olm') as Olm;
  await olm.init();
  const [own, other] = [new olm.Account(), new olm.Account()];
  own.create();
  other.create();
  other.generate_one_time_keys(1);
  const { curve25519: identity } = JSON.parse(other.identity_keys()) as { curve25519: string };
  const { curve25519 } = JSON.parse(other.one_time_keys()) as { curve25519: Record<string, string> };
  const [oneTime = ''] = Object.values(curve25519);
  return () => {
    const session = new olm.Session();
    session.create_outbound(own, identity, oneTime);
    session.encrypt(text);
    session.free();
  };
}
