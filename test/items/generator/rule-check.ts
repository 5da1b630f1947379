/*
 * Whether a password keeps a site's rules, told in another way than the parser under test tells it: properties by a regular
 * expression that knows brackets, and the widest reading of each class.
 */

const property = /([a-z-]+)\s*:\s*((?:\[[^\]]*\]\]?|[^;[])*)/gi;
const part = /\[([^\]]*\]?)\]|[a-z-]+/gi;

const wide: Readonly<Record<string, RegExp>> = {
  lower: /[a-z]/,
  upper: /[A-Z]/,
  digit: /[0-9]/,
  special: /[^A-Za-z0-9]/,
  'ascii-printable': /[ -~]/,
  unicode: /./u,
};

/** Whether one of these classes takes a character. */
function takes(classes: string, character: string): boolean {
  return [...classes.matchAll(part)].some(([name, inside]) =>
    inside === undefined ? (wide[name.toLowerCase()]?.test(character) ?? false) : inside.includes(character),
  );
}

/** The names of the properties that a password breaks, in the order of the rule; those that bound what is allowed last. */
export function breaches(rule: string, password: string): string[] {
  const properties = [...rule.matchAll(property)].map(([, name = '', value = '']) => ({
    name: name.toLowerCase(),
    value,
  }));
  const longestRow = Math.max(...[...password.matchAll(/(.)\1*/g)].map(([row]) => row.length));
  const keeps: Readonly<Record<string, (value: string) => boolean>> = {
    minlength: (value) => password.length >= Number(value),
    maxlength: (value) => password.length <= Number(value),
    'max-consecutive': (value) => longestRow <= Number(value),
    required: (value) => Array.from(password).some((one) => takes(value, one)),
  };
  const broken = properties.filter(({ name, value }) => keeps[name]?.(value) === false).map(({ name }) => name);
  const classes = properties.filter(({ name }) => name === 'required' || name === 'allowed').map(({ value }) => value);
  const foreign = Array.from(password).some((one) => !classes.some((value) => takes(value, one)));
  return classes.length > 0 && foreign ? [...broken, 'allowed'] : broken;
}
