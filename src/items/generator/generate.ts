import { classes } from './alphabet.ts';
import { shapeOf } from './character-shape.ts';
import type { Generated, GeneratorOptions } from './options.ts';
import { passphrase } from './passphrase.ts';
import { Texts } from './shape.ts';
import type { Shape } from './shape.ts';
import { shapeForSite } from './site-shape.ts';
import type { SiteRules } from './site-rules.ts';
import type { RandomBytes } from './uniform.ts';

export interface Sources {
  readonly random: RandomBytes;
  /** The word list, each word once. Asked for only where words are made. */
  readonly words: () => Promise<readonly string[]>;
  /** The rules of the site that it is for. */
  readonly site?: SiteRules | undefined;
}

/** Draws a value: each that fits the options is as likely as any other. Throws ImpossibleOptionsError. */
export async function generate(options: GeneratorOptions, { random, words, site }: Sources): Promise<Generated> {
  switch (options.kind) {
    case 'characters': {
      const { characters } = options;
      return drawn(site && characters.followSite ? shapeForSite(site, characters) : shapeOf(characters), random);
    }
    case 'words':
      return passphrase(options.words, await words(), random);
    case 'pin':
      return drawn({ length: options.pin.length, alphabet: classes.digits, demands: [] }, random);
  }
}

function drawn(shape: Shape, random: RandomBytes): Generated {
  const texts = new Texts(shape);
  return { value: texts.draw(random), bits: texts.bits };
}
