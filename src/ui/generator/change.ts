import type { GeneratorOptions, ToldRules } from '../../items/index.ts';

/* What a person's changes make of the options: never anything that the background would refuse. */

export type CharacterOptions = GeneratorOptions['characters'];

export const classNames = ['lower', 'upper', 'digits', 'signs'] as const;
export type ClassName = (typeof classNames)[number];
export type ClassOption = CharacterOptions[ClassName];

export interface Bounds {
  readonly least: number;
  readonly most: number;
}

const longest = 128;
const shortest = 5;

/** How many characters are wanted of the classes that are on. */
function wanted(options: CharacterOptions): number {
  return classNames.reduce((sum, name) => sum + (options[name].on ? options[name].atLeast : 0), 0);
}

/** One class changed; the password grows if it has to, and the last class stays on. */
export function withClass(options: CharacterOptions, name: ClassName, change: Partial<ClassOption>): CharacterOptions {
  const changed = { ...options, [name]: { ...options[name], ...change } };
  if (!classNames.some((each) => changed[each].on)) return options;
  return { ...changed, length: Math.max(changed.length, wanted(changed)) };
}

/** Whether it is the only class that is on. */
export function isLastClass(options: CharacterOptions, name: ClassName): boolean {
  return options[name].on && classNames.every((each) => each === name || !options[each].on);
}

/** Where the length may go: `rules` where they are followed. */
function lengthBounds(options: CharacterOptions, rules: ToldRules | undefined): Bounds {
  if (!rules) return { least: Math.max(shortest, wanted(options)), most: longest };
  return { least: Math.min(Math.max(shortest, rules.shortest), rules.longest), most: rules.longest };
}

/** The bounds of what the arrow keys change, and how it stands: characters, words or digits. */
export function sizeOf(options: GeneratorOptions, rules: ToldRules | undefined): Bounds & { readonly size: number } {
  switch (options.kind) {
    case 'characters': {
      const bounds = lengthBounds(options.characters, rules);
      return { ...bounds, size: within(options.characters.length, bounds) };
    }
    case 'words':
      return { least: 3, most: 20, size: options.words.count };
    case 'pin':
      return { least: 4, most: 12, size: options.pin.length };
  }
}

/** The same of another size. What a site allows beyond our own bounds is not remembered. */
export function withSize(options: GeneratorOptions, size: number): GeneratorOptions {
  switch (options.kind) {
    case 'characters': {
      const { characters } = options;
      const length = within(size, { least: Math.max(shortest, wanted(characters)), most: longest });
      return { ...options, characters: { ...characters, length } };
    }
    case 'words':
      return { ...options, words: { ...options.words, count: size } };
    case 'pin':
      return { ...options, pin: { length: size } };
  }
}

function within(size: number, { least, most }: Bounds): number {
  return Math.min(Math.max(size, least), most);
}
