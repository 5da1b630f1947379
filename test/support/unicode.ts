import fc from 'fast-check';

const names = 'Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co Cn'.split(' ');
const categories = names.map((name) => new RegExp(`^\\p{${name}}$`, 'u'));

let all: readonly (readonly string[])[] | undefined;

/** Planes 2 to 13 and 15 to 16 are ideographs, private and unassigned: nothing that plane 0 doesn't have. */
const planes = [
  [0x0000, 0x1_ffff],
  [0xe_0000, 0xe_01ff],
] as const;

/** The code points of Unicode that differ, by general category. */
function byCategory(): readonly (readonly string[])[] {
  const groups = categories.map((): string[] => []);
  for (const [first, last] of planes) {
    for (let point = first; point <= last; point += 1) {
      const character = String.fromCodePoint(point);
      groups[categories.findIndex((category) => category.test(character))]?.push(character);
    }
  }
  return groups;
}

/** A character that a pattern (flag `u`) matches, each category as likely as any other. */
export function someCharacter(pattern: RegExp): fc.Arbitrary<string> {
  const groups = (all ??= byCategory()).map((group) => group.filter((character) => pattern.test(character)));
  const kinds = groups.filter((group) => group.length > 0);
  return fc.oneof(...kinds.map((group) => fc.nat(group.length - 1).map((at) => group[at] ?? '')));
}

/** A few such characters. */
export function someOf(pattern: RegExp, minLength = 0, maxLength = 4): fc.Arbitrary<string> {
  return fc.array(someCharacter(pattern), { minLength, maxLength }).map((characters) => characters.join(''));
}
