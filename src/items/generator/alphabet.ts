/** The classes of characters that a person switches on and off. */
export const classes = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  /** Those that sites take and every keyboard has; no quotes, brackets, backslash or space, on which forms fail. */
  signs: '!#$%&*+-./:=?@^_~',
} as const;

export type CharacterClass = keyof typeof classes;

/** Taken for one another when they are read and typed again. */
const lookAlikes = 'Il1|O0o';

/** These characters without those that look alike; all of them where no other is left. */
export function withoutLookAlikes(characters: string): string {
  const others = Array.from(characters)
    .filter((character) => !lookAlikes.includes(character))
    .join('');
  return others === '' ? characters : others;
}
