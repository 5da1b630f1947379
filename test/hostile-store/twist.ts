import type { Bytes } from '../../src/encoding/index.ts';
import { concat, fromJson, toJson, writeFrames } from '../../src/encoding/index.ts';
import type { EndpointName, PullPage, VaultAnswer } from '../../src/wire/index.ts';
import {
  endpoints,
  deletedRecord,
  readyRecord,
  readPullPage,
  readVaultAnswer,
  writeLoggedManifest,
  writePullPage,
  writeVaultAnswer,
} from '../../src/wire/index.ts';
import type { Exchange, Knowledge, Lie, Told } from './store.ts';

/** The tools of a liar. Each makes a lie out of a function over the parsed answer; failures are told as they are. */

/** A change of an answer; undefined: nothing to change in this one. */
type Change<T> = (value: T, knowledge: Knowledge, exchange: Exchange) => T | undefined;

interface Named {
  readonly name: string;
  readonly attack: string;
}

function lieOver<T>(
  named: Named,
  on: readonly EndpointName[],
  read: (body: Bytes) => T,
  write: (value: T) => Bytes,
  change: Change<T>,
): Lie {
  return {
    ...named,
    on,
    tell(exchange, knowledge) {
      const { honest } = exchange;
      if (honest.status !== 200) return honest;
      const changed = change(read(honest.body), knowledge, exchange);
      return changed === undefined ? honest : { ...honest, body: write(changed), headers: withoutLength(honest) };
    },
  };
}

export function withoutLength({ headers }: Told): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-length'));
}

type Json = Record<string, unknown>;

/** Twists JSON answers; endpoints that answer otherwise are left alone. */
export function overJson(named: Named, on: readonly EndpointName[], change: Change<Json>): Lie {
  const speaking = on.filter((name) => endpoints[name].answers === 'json');
  return lieOver(named, speaking, (body) => fromJson(body) as Json, toJson, change);
}

/** Twists answers of `/v1/vault`. */
export function overVault(named: Named, change: Change<VaultAnswer>): Lie {
  return lieOver(named, ['vault'], readVaultAnswer, writeVaultAnswer, change);
}

/** Twists pages of pulls. The header's numbers are made to fit, so that the lie isn't given away by its form. */
export function overPull(named: Named, change: Change<PullPage>): Lie {
  return lieOver(named, ['pull'], readPullPage, writePage, change);
}

/** What opens a vault, wherever it is told. */
export interface ToldKeys {
  readonly keyring: Bytes;
  readonly slots: readonly Bytes[];
}

/** What opens a vault as an honest store told it: `/v1/vault` always does, a page of a pull where it changed. */
function keysOf({ endpoint, honest }: Exchange): ToldKeys | undefined {
  if (honest.status !== 200) return undefined;
  if (endpoint === 'vault') return readVaultAnswer(honest.body);
  return endpoint === 'pull' ? readPullPage(honest.body).state : undefined;
}

/** Twists what opens a vault, through every endpoint that tells it. */
export function overKeys(named: Named, change: Change<ToldKeys>): Lie {
  const vault = overVault(named, (answer, ...rest) => {
    const keys = change(answer, ...rest);
    return keys && { ...answer, keyring: keys.keyring, slots: keys.slots };
  });
  const pull = overPull(named, (page, ...rest) => {
    const keys = page.state && change(page.state, ...rest);
    return keys && { ...page, state: { keyring: keys.keyring, slots: keys.slots } };
  });
  return eitherOf(vault, pull);
}

/** The same lie through several endpoints, each in its own words. */
export function eitherOf(first: Lie, ...more: readonly Lie[]): Lie {
  const lies = [first, ...more];
  return {
    ...first,
    on: lies.flatMap(({ on }) => on),
    tell(exchange, knowledge) {
      const lie = lies.find(({ on }) => on.includes(exchange.endpoint));
      return lie ? lie.tell(exchange, knowledge) : exchange.honest;
    },
  };
}

/** A page as a store would write it. */
function writePage({ header, manifests, lists, state, records, deleted }: PullPage): Bytes {
  const counted = {
    ...header,
    manifests: manifests.length,
    lists: lists.length,
    state: state !== undefined,
    records: records.length,
    deleted: deleted.length,
  };
  const before = [
    ...manifests.map(writeLoggedManifest),
    ...lists,
    ...(state ? [state.keyring, writeFrames(state.slots)] : []),
  ];
  return concat(
    ...writePullPage(counted, {
      before,
      records: concat(...records.map(({ id, revision, blob }) => readyRecord(idBytes(id), revision, blob))),
      deleted: deleted.map(({ id, revision }) => deletedRecord(idBytes(id), revision)),
    }),
  );
}

function idBytes(id: string): Bytes {
  return Uint8Array.from(Buffer.from(id, 'base64url'));
}

/** Twists an answer's bytes, whatever they mean. */
export function overBytes(named: Named, on: readonly EndpointName[], change: (body: Bytes) => Bytes): Lie {
  return lieOver(
    named,
    on,
    (body) => body,
    (body) => body,
    (body) => (body.length === 0 ? undefined : change(body)),
  );
}

/** Answers in the honest store's stead. */
export function instead(named: Named, on: readonly EndpointName[], told: () => Told): Lie {
  return { ...named, on, tell: ({ honest }) => honest, instead: () => told() };
}

/** Everything among these answers that opens a vault, oldest first. */
export function toldKeys(exchanges: readonly Exchange[]): ToldKeys[] {
  return exchanges.map(keysOf).filter((keys) => keys !== undefined);
}

/** What an honest store answered to pulls. */
export function pullsOf(exchanges: readonly Exchange[]): PullPage[] {
  const answered = exchanges.filter(({ endpoint, honest }) => endpoint === 'pull' && honest.status === 200);
  return answered.map(({ honest }) => readPullPage(honest.body));
}

export function flip(source: Bytes, place = source.length >> 1): Bytes {
  const copy = source.slice();
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
}
