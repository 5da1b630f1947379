import { classes, withoutLookAlikes } from './alphabet.ts';
import type { CharacterClass } from './alphabet.ts';
import type { CharacterOptions } from './options.ts';
import type { Shape } from './shape.ts';

const names = Object.keys(classes) as CharacterClass[];

/** The classes that are switched on, with how many of each are wanted. */
export function shapeOf(options: CharacterOptions): Shape {
  const demands = names
    .filter((name) => options[name].on)
    .map((name) => ({
      characters: options.withoutLookAlikes ? withoutLookAlikes(classes[name]) : classes[name],
      atLeast: options[name].atLeast,
    }));
  return { length: options.length, alphabet: demands.map(({ characters }) => characters).join(''), demands };
}
