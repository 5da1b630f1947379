import { lengthsFor } from './site-shape.ts';
import type { LengthBounds } from './site-shape.ts';
import type { SiteRules } from './site-rules.ts';

/** What sorts of characters there are for a person. */
type CharacterSort = 'upper' | 'lower' | 'digit' | 'sign';

/** A site's rules as they are told to a person. */
export interface ToldRules extends LengthBounds {
  /** Of each of these one, whichever of its sorts; without what goes without saying. */
  readonly needs: readonly (readonly CharacterSort[])[];
  /** What it takes at all. */
  readonly takes: readonly CharacterSort[];
  /** The signs that it takes, where those are not all. */
  readonly signs?: string;
  readonly mostInRow?: number;
  /** It says nothing of characters: those that a person chose are as good as any. */
  readonly anyCharacters: boolean;
}

const sorts: Readonly<Record<CharacterSort, RegExp>> = {
  upper: /[A-Z]/,
  lower: /[a-z]/,
  digit: /[0-9]/,
  sign: /[^A-Za-z0-9]/,
};
const names = Object.keys(sorts) as CharacterSort[];
/** With so many signs nobody has to look which. */
const manySigns = 25;

export function toldRules(rules: SiteRules): ToldRules {
  const { required, allowed, mostInRow } = rules;
  const all = required.join('') + allowed;
  const takes = all === '' ? names : sortsIn(all);
  const needs = required.map(sortsIn).filter((need) => need.length < takes.length);
  const signs = [...new Set(all.replace(/[A-Za-z0-9 ]/g, ''))].sort();
  const some = all !== '' && signs.length > 0 && signs.length < manySigns;
  return {
    ...lengthsFor(rules),
    needs: [...new Map(needs.map((need) => [need.join(), need])).values()],
    takes,
    anyCharacters: all === '',
    ...(some && { signs: signs.join('') }),
    ...(mostInRow !== undefined && { mostInRow }),
  };
}

function sortsIn(characters: string): CharacterSort[] {
  return names.filter((name) => sorts[name].test(characters));
}
