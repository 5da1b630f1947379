import type { CharacterClass } from './alphabet.ts';

/** Whether a class of characters is in, and how many of it at least. */
interface ClassOption {
  readonly on: boolean;
  readonly atLeast: number;
}

export interface CharacterOptions extends Readonly<Record<CharacterClass, ClassOption>> {
  /** 5 to 128. */
  readonly length: number;
  readonly withoutLookAlikes: boolean;
  /** A site's own rules, where they are known, take the place of the classes and bound the length. */
  readonly followSite: boolean;
}

/** What may stand between two words. */
type Separator = '-' | ' ' | '.' | '_' | '';

export interface WordOptions {
  /** 3 to 20. */
  readonly count: number;
  readonly separator: Separator;
  /** Each word begins with one. */
  readonly capital: boolean;
  /** One digit behind one of the words. */
  readonly digit: boolean;
}

export interface PinOptions {
  /** 4 to 12. */
  readonly length: number;
}

/** What is made, and how; the options of the other two wait for their turn. */
export interface GeneratorOptions {
  readonly kind: 'characters' | 'words' | 'pin';
  readonly characters: CharacterOptions;
  readonly words: WordOptions;
  readonly pin: PinOptions;
}

/** A value that was drawn, and how hard it is to guess for somebody who knows the options: log2 of how many it is one of. */
export interface Generated {
  readonly value: string;
  readonly bits: number;
}

const one: ClassOption = { on: true, atLeast: 1 };

/** The longest that is made, in characters. */
export const longest = 128;

/** Before anybody chose. */
export const defaultOptions: GeneratorOptions = {
  kind: 'characters',
  characters: {
    length: 20,
    lower: one,
    upper: one,
    digits: one,
    signs: one,
    withoutLookAlikes: false,
    followSite: true,
  },
  words: { count: 5, separator: '-', capital: false, digit: false },
  pin: { length: 6 },
};
