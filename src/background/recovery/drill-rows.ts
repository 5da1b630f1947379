import type { Drilled } from '../../recovery/index.ts';
import type { DrillRow } from '../../rpc/index.ts';
import type { OpenVault, Way } from '../../vault/index.ts';
import type { AccessView } from '../../wire/index.ts';
import { holds } from '../trustees/index.ts';
import type { shareholders } from '../trustees/index.ts';
import { phraseLetters } from '../ways/index.ts';

/**
 * Under what a proof is kept: the id of a way in, of the password that codes stand beside, of the phrase that a sheet is for, of a device.
 * Another password is another way.
 */
export const keys = {
  way: (id: string): string => `way/${id}`,
  codes: (id: string): string => `codes/${id}`,
  kit: (id: string): string => `kit/${id}`,
  browser: (id: string): string => `browser/${id}`,
} as const;

/** What of a vault can be tried; and who says by themselves that they hold a share of it. */
export interface DrilledWays {
  readonly ways: readonly Way[];
  readonly escrow: ReturnType<OpenVault['ways']['escrow']>;
  readonly organisation: ReturnType<OpenVault['ways']['organisation']>;
  readonly holders: Awaited<ReturnType<typeof shareholders>>;
}

interface Browser {
  readonly id: string;
  readonly name: string;
  readonly isThis: boolean;
}

/** What can be tried, in the order of the settings. `access`: the store's word; `none`: a vault without one. */
export function rowsOf(
  { ways, escrow, organisation, holders }: DrilledWays,
  browsers: readonly Browser[],
  { proven }: Drilled,
  access: AccessView | 'unasked' | 'none',
): DrillRow[] {
  const row = (key: string, kind: DrillRow['kind'], name: string, way?: string): DrillRow => {
    const provenAt = proven[key];
    return { key, kind, name, ...(way === undefined ? {} : { way }), ...(provenAt === undefined ? {} : { provenAt }) };
  };
  const ofKind = (kind: Way['kind']): readonly Way[] => ways.filter((way) => way.kind === kind);
  return [
    ...ofKind('password').map(({ id, name }) =>
      row(keys.way(id), isOfStore(id, access) ? 'sign-in' : 'password', name),
    ),
    ...ofKind('password').flatMap(({ id, name }) => (hasCodes(access) ? [row(keys.codes(id), 'codes', name)] : [])),
    ...ofKind('passkey').map(({ id, name }) => row(keys.way(id), 'passkey', name, id)),
    ...ofKind('phrase').flatMap(({ id, name }) => [row(keys.way(id), 'phrase', name), row(keys.kit(id), 'kit', name)]),
    ...(escrow ? [{ ...row(keys.way(escrow.id), 'answers', ''), questions: escrow.box.questions }] : []),
    ...(holders ? [trusteesRow(holders)] : []),
    ...(organisation ? [row(keys.way(organisation.id), 'organisation', organisation.key.name)] : []),
    ...browsers.flatMap(({ id, name, isThis }) => (isThis ? [] : [row(keys.browser(id), 'browser', name)])),
  ];
}

/** Nobody can try it: it is proven by what they said last, once that is enough, as of when it became enough. */
function trusteesRow({ slot, needed, people }: NonNullable<DrilledWays['holders']>): DrillRow {
  const said = people.filter(holds).flatMap(({ heldAt }) => (heldAt === undefined ? [] : [heldAt]));
  const provenAt = said.toSorted((one, other) => other - one)[needed - 1];
  const shares = { held: said.length, needed, of: people.length };
  return { key: keys.way(slot), kind: 'trustees', name: '', shares, ...(provenAt === undefined ? {} : { provenAt }) };
}

/** What is noted of them outlives a store that can't be asked now. */
function hasCodes(access: AccessView | 'unasked' | 'none'): boolean {
  return access === 'unasked' || (access !== 'none' && access.backupCodes > 0);
}

/** Where the store can't be asked, a password is taken for what signs in there: trying it says so. */
function isOfStore(id: string, access: AccessView | 'unasked' | 'none'): boolean {
  return access === 'unasked' || (access !== 'none' && access.password === id);
}

/** The phrase that the letters on a sheet, or what its code says, are for. */
export function kitOf(ways: readonly Way[], typed: string): string | undefined {
  const letters = bare(typed.replace(/^\s*latchkey:phrase:/iu, ''));
  return ways.find(({ signKey }) => signKey && bare(phraseLetters(signKey)) === letters)?.id;
}

function bare(letters: string): string {
  return letters.toUpperCase().replaceAll(/[^A-Z0-9]/gu, '');
}
