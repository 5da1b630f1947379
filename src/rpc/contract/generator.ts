import * as v from 'valibot';
import type { GeneratorOptions, ToldRules } from '../../items/index.ts';
import type { Done } from './question.ts';
import { ask, nothing, window } from './question.ts';

/** A value that may be used, and what it was made by. */
export interface MadeValue {
  readonly value: string;
  /** Its entropy: log2 of how many values it is one of. */
  readonly bits: number;
  readonly options: GeneratorOptions;
  /** What the site takes, if that is known; kept to where the options say so. */
  readonly rules?: ToldRules & { readonly domain: string };
}

/** A value that was made before, and kept because it was used. */
export interface KeptValue {
  readonly value: string;
  readonly keptAt: number;
  /** For which site. */
  readonly host?: string;
}

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const classOption = v.strictObject({ on: v.boolean(), atLeast: whole(0, 5) });
const host = v.pipe(v.string(), v.minLength(1), v.maxLength(253));

const classes = ['lower', 'upper', 'digits', 'signs'] as const;
const characters = v.pipe(
  v.strictObject({
    length: whole(5, 128),
    lower: classOption,
    upper: classOption,
    digits: classOption,
    signs: classOption,
    withoutLookAlikes: v.boolean(),
    followSite: v.boolean(),
  }),
  v.check((all) => classes.some((name) => all[name].on)),
  v.check((all) => classes.reduce((sum, name) => sum + (all[name].on ? all[name].atLeast : 0), 0) <= all.length),
);

/** What nothing can be made of is refused here: no class, more wanted than there is room for. */
const options = v.strictObject({
  kind: v.picklist(['characters', 'words', 'pin']),
  characters,
  words: v.strictObject({
    count: whole(3, 20),
    separator: v.picklist(['-', ' ', '.', '_', '']),
    capital: v.boolean(),
    digit: v.boolean(),
  }),
  pin: v.strictObject({ length: whole(4, 12) }),
});

/** Making passwords, passphrases and PINs; and those made before. */
export const generatorQuestions = {
  /** Without options: by those that were used last. Nothing is kept yet. */
  'generator.make': ask<MadeValue>()(window, v.strictObject({ options: v.optional(options), host: v.optional(host) })),
  /** Before the value goes anywhere: into the history, and the options for the next time. */
  'generator.keep': ask<Done>()(
    window,
    v.strictObject({
      value: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
      options,
      host: v.optional(host),
    }),
  ),
  /** The newest first. */
  'generator.history': ask<{ readonly values: readonly KeptValue[] }>()(window, nothing),
  /** Forgets all of them, in every browser of this vault. */
  'generator.clear': ask<Done>()(window, nothing),
} as const;
