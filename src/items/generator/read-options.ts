import { defaultOptions, longest } from './options.ts';
import type { CharacterOptions, GeneratorOptions, PinOptions, WordOptions } from './options.ts';

const kinds: readonly string[] = ['characters', 'words', 'pin'] satisfies GeneratorOptions['kind'][];
const separators: readonly string[] = ['-', ' ', '.', '_', ''] satisfies WordOptions['separator'][];

/**
 * Options as they are stored, maybe by a later version. A group of them that we don't know, or that nothing could be made
 * by, is a beginner's.
 */
export function readOptions(stored: unknown): GeneratorOptions {
  const { kind, characters, words, pin } = like(defaultOptions, stored);
  return {
    kind: kinds.includes(kind) ? kind : defaultOptions.kind,
    characters: areCharacters(characters) ? characters : defaultOptions.characters,
    words: areWords(words) ? words : defaultOptions.words,
    pin: isPin(pin) ? pin : defaultOptions.pin,
  };
}

/** What is stored, as far as it is of the shape of a model; what isn't is the model's. */
function like<T>(model: T, stored: unknown): T {
  if (typeof model !== 'object' || model === null) return typeof stored === typeof model ? (stored as T) : model;
  const at = (name: string): unknown =>
    typeof stored === 'object' && stored !== null && Object.hasOwn(stored, name)
      ? Reflect.get(stored, name)
      : undefined;
  return Object.fromEntries(Object.entries(model).map(([name, inner]) => [name, like<unknown>(inner, at(name))])) as T;
}

function areCharacters({ length, lower, upper, digits, signs }: CharacterOptions): boolean {
  const all = [lower, upper, digits, signs];
  const wanted = all.filter(({ on }) => on).reduce((sum, { atLeast }) => sum + atLeast, 0);
  return (
    isWhole(length, 5, longest) &&
    all.every(({ atLeast }) => isWhole(atLeast, 0, 5)) &&
    all.some(({ on }) => on) &&
    wanted <= length
  );
}

function areWords({ count, separator }: WordOptions): boolean {
  return isWhole(count, 3, 20) && separators.includes(separator);
}

function isPin({ length }: PinOptions): boolean {
  return isWhole(length, 4, 12);
}

function isWhole(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}
