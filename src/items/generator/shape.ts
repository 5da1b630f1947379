import { ImpossibleOptionsError } from './errors.ts';
import { bitsOf, uniformBelow } from './uniform.ts';
import type { RandomBytes } from './uniform.ts';

/** Characters of which a value has so many at least. */
interface Demand {
  readonly characters: string;
  readonly atLeast: number;
}

/** Which texts may be made. */
export interface Shape {
  readonly length: number;
  /** Each once. */
  readonly alphabet: string;
  readonly demands: readonly Demand[];
  /** How often one character may stand in a row. */
  readonly mostInRow?: number;
}

/** Characters that the same demands want: for what is counted here one is as good as another. */
interface Sort {
  readonly characters: string;
  /** For each demand whether it wants them. */
  readonly wanted: readonly boolean[];
}

/** What of the text made so far bears on how it may go on. */
interface State {
  readonly left: number;
  /** For each demand how many are missing. */
  readonly missing: readonly number[];
  /** Number of the last character's sort, and how often it stands in a row now; kept only where that is bounded. */
  readonly last: number;
  readonly row: number;
}

/** How many texts begin where a state ends, and each way on. */
interface Node {
  readonly count: bigint;
  readonly steps: readonly Step[];
}

/** One way on: any of some characters, or the last one again. */
interface Step {
  readonly sort: number;
  readonly row: 'other' | 'again' | 'free';
  readonly characters: bigint;
  readonly to: Node;
}

const end: Node = { count: 1n, steps: [] };
const deadEnd: Node = { count: 0n, steps: [] };

/**
 * [Note: uniform texts] All texts of a shape, counted exactly and numbered from 0: `draw` takes one number uniformly
 * (rejection sampling) and makes the text of that number. Numbering is one to one, so each text is exactly as likely as any
 * other, and the entropy is the logarithm of their count: no text is drawn and thrown away, however rare those are that
 * meet the demands, and none is favoured, as putting the demanded characters first and shuffling would do.
 *
 * Counted by what is left to write, what is missing, and the end of the text; each such state once. Throws
 * ImpossibleOptionsError where no text is of this shape.
 */
export class Texts {
  readonly #shape: Shape;
  readonly #sorts: readonly Sort[];
  readonly #nodes = new Map<number, Node>();
  readonly #start: Node;

  constructor(shape: Shape) {
    this.#shape = shape;
    this.#sorts = sortsOf(shape);
    const missing = shape.demands.map(({ atLeast }) => atLeast);
    this.#start = this.#nodeOf({ left: shape.length, missing, last: -1, row: 0 });
    if (this.count === 0n) throw new ImpossibleOptionsError();
  }

  get count(): bigint {
    return this.#start.count;
  }

  /** Of each of these texts, in bits. */
  get bits(): number {
    return bitsOf(this.count);
  }

  draw(random: RandomBytes): string {
    return this.at(uniformBelow(this.count, random));
  }

  /** The text of a number below `count`. */
  at(number: bigint): string {
    let text = '';
    let node = this.#start;
    let rest = number;
    while (node.steps.length > 0) {
      for (const step of node.steps) {
        const here = step.to.count * step.characters;
        if (rest < here) {
          text += this.#characterOf(step, text, Number(rest / step.to.count));
          rest %= step.to.count;
          node = step.to;
          break;
        }
        rest -= here;
      }
    }
    return text;
  }

  #characterOf({ sort, row }: Step, text: string, at: number): string {
    const last = text.at(-1) ?? '';
    if (row === 'again') return last;
    const characters = this.#sorts[sort]?.characters ?? '';
    return (row === 'other' ? characters.replace(last, '') : characters)[at] ?? '';
  }

  #nodeOf(state: State): Node {
    if (state.missing.some((count) => count > state.left)) return deadEnd;
    if (state.left === 0) return end;
    const key = this.#keyOf(state);
    const known = this.#nodes.get(key);
    if (known) return known;
    const steps = this.#sorts.flatMap((sort, at) => this.#stepsFrom(state, sort, at));
    const count = steps.reduce((sum, { characters, to }) => sum + characters * to.count, 0n);
    const node = { count, steps };
    this.#nodes.set(key, node);
    return node;
  }

  #stepsFrom(state: State, { characters, wanted }: Sort, sort: number): Step[] {
    const { mostInRow } = this.#shape;
    const missing = state.missing.map((count, demand) => Math.max(0, count - (wanted[demand] ? 1 : 0)));
    const left = state.left - 1;
    const size = BigInt(characters.length);
    const to = (last: number, row: number): Node => this.#nodeOf({ left, missing, last, row });
    if (mostInRow === undefined) return [{ sort, row: 'free', characters: size, to: to(-1, 0) }];
    if (sort !== state.last) return [{ sort, row: 'free', characters: size, to: to(sort, 1) }];
    const other: Step = { sort, row: 'other', characters: size - 1n, to: to(sort, 1) };
    if (state.row >= mostInRow) return [other];
    return [other, { sort, row: 'again', characters: 1n, to: to(sort, state.row + 1) }];
  }

  /** A number of its own for each state. */
  #keyOf({ left, missing, last, row }: State): number {
    const { demands, length, mostInRow = 0 } = this.#shape;
    let key = left;
    for (const [demand, { atLeast }] of demands.entries()) key = key * (atLeast + 1) + (missing[demand] ?? 0);
    return (key * (this.#sorts.length + 1) + last + 1) * (Math.min(mostInRow, length) + 1) + row;
  }
}

/** The alphabet by what is wanted of it. */
function sortsOf({ alphabet, demands }: Shape): readonly Sort[] {
  const sorts = Map.groupBy(Array.from(alphabet), (character) =>
    demands.map(({ characters }) => (characters.includes(character) ? '1' : '0')).join(''),
  );
  return [...sorts].map(([wanted, characters]) => ({
    characters: characters.join(''),
    wanted: Array.from(wanted).map((mark) => mark === '1'),
  }));
}
