import type { ItemFields } from '../items/index.ts';
import type { Found, LeftOut, Sink, Why } from './found.ts';

/** Of what was left out, as many are told one by one. */
const MOST_TOLD = 2_000;
/** A part as it goes on: this many items, or about this many UTF-16 units, but for a single one that is larger. */
const PART = { items: 500, characters: 1024 * 1024 };

/** What a file holds, in numbers. */
export interface ReadReport {
  readonly items: number;
  readonly kinds: Readonly<Record<ItemFields['kind'], number>>;
  /** Logins that make codes. */
  readonly codes: number;
  readonly leftOut: readonly LeftOut[];
  /** How many were left out for each reason, also those not told one by one. */
  readonly reasons: Readonly<Partial<Record<Why, number>>>;
}

/** Some of the items, in their order; `next`: where those after them begin, absent at the end. */
export interface Part {
  readonly items: readonly Found[];
  readonly next?: number;
}

/**
 * Everything that a file holds, in memory. Of items that are the same in every field one is kept, unless the file is our
 * own, which says exactly what was there.
 */
export class Collected implements Sink {
  readonly #items: Found[] = [];
  readonly #alike = new Map<number, number[]>();
  readonly #kinds = { note: 0, login: 0, card: 0, identity: 0, 'ssh-key': 0 };
  readonly #leftOut: LeftOut[] = [];
  readonly #reasons: Partial<Record<Why, number>> = {};
  readonly #exact: boolean;
  #codes = 0;

  constructor(how: 'exact' | 'once' = 'once') {
    this.#exact = how === 'exact';
  }

  readonly found = (found: Found, line?: number): void => {
    if (!this.#exact && this.#isKnown(found)) {
      const place = line === undefined ? {} : { line };
      this.leftOut({ ...place, title: found.item.title, why: 'twice' });
      return;
    }
    this.#items.push(found);
    this.#kinds[found.item.kind] += 1;
    if (found.item.kind === 'login' && found.item.totp !== '') this.#codes += 1;
  };

  readonly leftOut = (what: LeftOut): void => {
    if (this.#leftOut.length < MOST_TOLD) this.#leftOut.push(what);
    this.#reasons[what.why] = (this.#reasons[what.why] ?? 0) + 1;
  };

  report(): ReadReport {
    const { note, login, card, identity, 'ssh-key': keys } = this.#kinds;
    return {
      items: this.#items.length,
      kinds: { note, login, card, identity, 'ssh-key': keys },
      codes: this.#codes,
      leftOut: this.#leftOut,
      reasons: this.#reasons,
    };
  }

  part(from: number): Part {
    let [to, characters] = [from, 0];
    while (to < this.#items.length && to - from < PART.items) {
      characters += JSON.stringify(this.#items[to]).length;
      if (characters > PART.characters && to > from) break;
      to += 1;
    }
    const items = this.#items.slice(from, to);
    return to < this.#items.length ? { items, next: to } : { items };
  }

  #isKnown(found: Found): boolean {
    const text = saidBy(found);
    const hash = hashOf(text);
    const alike = this.#alike.get(hash) ?? [];
    if (alike.some((at) => saidBy(this.#items[at]) === text)) return true;
    this.#alike.set(hash, [...alike, this.#items.length]);
    return false;
  }
}

/** All that it says but its times. */
function saidBy(found: Found | undefined): string {
  return JSON.stringify([found?.item, found?.history]);
}

/** FNV-1a over UTF-16 units: finds what may be alike, and nothing rests on it. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
