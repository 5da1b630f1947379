import { withoutLookAlikes } from './alphabet.ts';
import { shapeOf } from './character-shape.ts';
import { longest } from './options.ts';
import type { CharacterOptions } from './options.ts';
import type { Shape } from './shape.ts';
import type { SiteRules } from './site-rules.ts';

/** How short and how long a password may be for a site, and for us. */
export interface LengthBounds {
  readonly shortest: number;
  readonly longest: number;
}

/**
 * Bounds that make sense: a greatest length that could not even hold what is required is none, and where the least length
 * is above the greatest the greatest holds, as what is longer would be cut.
 */
export function lengthsFor({ minLength = 1, maxLength = longest, required }: SiteRules): LengthBounds {
  const least = Math.max(1, required.length);
  const most = maxLength < least ? longest : Math.min(maxLength, longest);
  return { shortest: Math.min(Math.max(minLength, least), most), longest: most };
}

/** What a site takes, of the length that was chosen as far as it allows that. */
export function shapeForSite(site: SiteRules, options: CharacterOptions): Shape {
  const bounds = lengthsFor(site);
  const length = Math.min(Math.max(options.length, bounds.shortest), bounds.longest);
  const { alphabet, demands } = charactersFor(site, options, length);
  const { mostInRow } = site;
  // With one character to take, a bound on how often it stands in a row is nonsense.
  return { length, alphabet, demands, ...(mostInRow !== undefined && alphabet.length > 1 && { mostInRow }) };
}

function charactersFor(
  { required, allowed }: SiteRules,
  options: CharacterOptions,
  length: number,
): Pick<Shape, 'alphabet' | 'demands'> {
  if (required.length === 0 && allowed === '') {
    const own = shapeOf(options);
    const wanted = own.demands.reduce((sum, { atLeast }) => sum + atLeast, 0);
    return wanted <= length ? own : { alphabet: own.alphabet, demands: [] };
  }
  const taken = (characters: string): string => {
    const visible = withoutSpace(characters);
    return options.withoutLookAlikes ? withoutLookAlikes(visible) : visible;
  };
  const sets = Map.groupBy(required.map(taken), (characters) => characters);
  const alphabet = [...new Set([...sets.keys(), taken(allowed)].join(''))].join('');
  return { alphabet, demands: [...sets].map(([characters, same]) => ({ characters, atLeast: same.length })) };
}

/** Allowed or not, many sites trim it; it is made only where nothing else will do. */
function withoutSpace(characters: string): string {
  return characters === ' ' ? characters : characters.replace(' ', '');
}
