/*
 * ladder: what would bring a person back in, rung by rung, and how many of the rungs would, each without the others.
 */
import type { WayKind } from '../../wire/index.ts';

/** What there is. Counts, and never a secret. */
export interface Standing {
  /** The vault lies at a store, so that a new browser can fetch it. */
  readonly isAtStore: boolean;
  /** Ways in of the vault. */
  readonly ways: Readonly<Record<WayKind, number>>;
  /** What of it signs in at the store, by the store's word; undefined where it can't be asked now. */
  readonly signsIn?: Readonly<Record<WayKind, number>> | undefined;
  /** Answers are set up, could be, are in the vault alone, or the store sends no mail. */
  readonly answers?: 'set' | Unset | undefined;
  /** The same of people who hold shares: what of those is confirmed. */
  readonly trustees?: Confirmed | Unset | undefined;
  /** The same of an organisation: `not-offered` where the store has no key of one. */
  readonly organisation?: 'set' | Unset | undefined;
  /** Browsers in the signed list, without this one. */
  readonly otherBrowsers: number;
}

type Unset = 'missing' | 'lapsed' | 'not-offered';

/** So many people have said that they hold their share, and so many it takes. */
export interface Confirmed {
  readonly held: number;
  readonly needed: number;
}

/** Level 1: a password alone. 2: what the store could do nothing with. 3: what the store helps with. 4: an organisation. */
const levels = {
  password: 1,
  'second-factor': 2,
  passkey: 2,
  phrase: 2,
  browser: 2,
  answers: 3,
  trustees: 3,
  organisation: 4,
} as const;

export type Rung = keyof typeof levels;

/**
 * `set`: it would bring one back in a new browser. `waiting`: it would, once more people have confirmed their shares. `here`: it opens this
 * browser, and no other. `missing`: it could be set up.
 * `lapsed`: it was, and this store has nothing of it, as after a move. `needs-store`: it could, in a vault at a store. `not-offered`: this
 * store, or this version, has nothing of it.
 */
export type RungState = 'set' | 'waiting' | 'here' | 'missing' | 'lapsed' | 'needs-store' | 'not-offered';

export interface LadderRow {
  readonly rung: Rung;
  readonly level: (typeof levels)[Rung];
  readonly state: RungState;
  /** Of trustees that were chosen. */
  readonly confirmed?: Confirmed;
}

/**
 * `here`: the vault lies in this browser only, and nothing of the ladder helps once its data is gone. `none`, `one`, `more`: so many
 * ways lead in from a new browser, each without the others.
 */
type Verdict = 'here' | 'none' | 'one' | 'more';

export interface Ladder {
  readonly rows: readonly LadderRow[];
  readonly verdict: Verdict;
  /** How many ways lead in from a new browser. Two passkeys may go with one computer, so they count once. */
  readonly independent: number;
}

const rungs: readonly Rung[] = [
  ...(['password', 'second-factor', 'passkey', 'phrase', 'browser'] as const),
  ...(['answers', 'trustees', 'organisation'] as const),
];

export function ladderOf(standing: Standing): Ladder {
  const rows = rungs.map((rung) => rowOf(rung, standing));
  const independent = rows.filter(({ rung, state }) => rung !== 'password' && state === 'set').length;
  return { rows, independent, verdict: standing.isAtStore ? verdictOf(independent) : 'here' };
}

function rowOf(rung: Rung, standing: Standing): LadderRow {
  const { isAtStore, trustees } = standing;
  const row = { rung, level: levels[rung], state: stateOf(rung, standing) };
  return rung === 'trustees' && isAtStore && typeof trustees === 'object' ? { ...row, confirmed: trustees } : row;
}

function verdictOf(independent: number): Verdict {
  if (independent === 0) return 'none';
  return independent === 1 ? 'one' : 'more';
}

function stateOf(rung: Rung, standing: Standing): RungState {
  const { isAtStore, ways, otherBrowsers, answers, trustees, organisation } = standing;
  switch (rung) {
    case 'password':
      // A store asks for the second factor, too: alone it opens what lies here.
      return ways.password > 0 ? 'here' : 'missing';
    case 'second-factor':
      return isAtStore ? leadsIn('password', standing) : 'needs-store';
    case 'passkey':
    case 'phrase':
      return leadsIn(rung, standing);
    case 'browser':
      if (!isAtStore) return 'needs-store';
      return otherBrowsers > 0 ? 'set' : 'missing';
    case 'answers':
      return isAtStore ? (answers ?? 'not-offered') : 'needs-store';
    case 'trustees':
      if (!isAtStore) return 'needs-store';
      return typeof trustees === 'object' ? confirmedState(trustees) : (trustees ?? 'not-offered');
    case 'organisation':
      return organisation ?? 'not-offered';
  }
}

/** A share that is still on its way, or was never confirmed, brings nobody back. */
function confirmedState({ held, needed }: Confirmed): RungState {
  return held >= needed ? 'set' : 'waiting';
}

/** Where the store can't be asked, what the vault has counts. */
function leadsIn(kind: WayKind, { isAtStore, ways, signsIn }: Standing): RungState {
  if (ways[kind] === 0) return 'missing';
  if (!isAtStore) return 'here';
  return (signsIn ?? ways)[kind] > 0 ? 'set' : 'here';
}
