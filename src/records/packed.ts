/*
 * [Note: packed values] The rows of a snapshot are alike, and their field names are most of what would be parsed at every
 * unlock. So a chunk names the fields of each shape once: an object is `[shape, ...values]`, a list `[-1, ...items]`,
 * everything else stands as it is.
 */

type Shape = readonly string[];

/** A value of JSON with the shapes of the objects in it. */
export type Packed = readonly [shapes: readonly Shape[], value: unknown];

const LIST = -1;

/** Packs a value of JSON; fields without a value are left out, as JSON leaves them out. */
export function pack(value: unknown): Packed {
  const shapes: Shape[] = [];
  const places = new Map<string, number>();
  const placeOf = (names: Shape): number => {
    const key = JSON.stringify(names);
    const place = places.get(key) ?? shapes.push(names) - 1;
    places.set(key, place);
    return place;
  };
  const packOne = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    if (Array.isArray(one)) return [LIST, ...one.map(packOne)];
    const fields = Object.entries(one).filter(([, field]) => field !== undefined);
    const place = placeOf(fields.map(([name]) => name));
    return [place, ...fields.map(([, field]) => packOne(field))];
  };
  const packed = packOne(value);
  return [shapes, packed];
}

type PackedOne = readonly [place: number, ...values: unknown[]];

/** The value that was packed. For what `pack` made and nobody else could have changed: nothing is checked. */
export function unpack([shapes, packed]: Packed): unknown {
  // Made whole at once an object is cheaper than grown field by field, and every name is a field, `__proto__` too.
  const blanks = shapes.map((names) => Object.fromEntries<unknown>(names.map((name) => [name, null])));
  // Plain loops: an unlock does this with every field of ten thousand rows.
  const unpackOne = (one: PackedOne): unknown => {
    const [place] = one;
    if (place === LIST) return listOf(one);
    const names = shapes[place] ?? [];
    const object = { ...blanks[place] };
    for (let at = 0; at < names.length; at += 1) {
      const field = one[at + 1];
      object[names[at] ?? ''] = isPacked(field) ? unpackOne(field) : field;
    }
    return object;
  };
  const listOf = (one: PackedOne): unknown[] => {
    const list: unknown[] = [];
    for (let at = 1; at < one.length; at += 1) {
      const item = one[at];
      list.push(isPacked(item) ? unpackOne(item) : item);
    }
    return list;
  };
  return isPacked(packed) ? unpackOne(packed) : packed;
}

function isPacked(value: unknown): value is PackedOne {
  return typeof value === 'object' && value !== null;
}
