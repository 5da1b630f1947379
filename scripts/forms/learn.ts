import type { Model } from '../../src/autofill/classify/model.ts';
import { kin, letters, step, types } from '../../src/autofill/classify/model.ts';
import type { Sample } from './learn-in-page.ts';

/** A sample with what it is. */
export interface Lesson {
  readonly site: string;
  readonly sample: Sample;
  readonly type: string;
  readonly weight: number;
}

/** How strongly weights are pulled to nothing: straight, as far as forms of sites that weren't learned from allow, and squared. */
const pull = { straight: { line: 0.17, masked: 0.17, button: 0.1 }, squared: 0.1 };
/** Evidence of what stands around a field says less of other forms: it is pulled more. */
const pulled: Readonly<Record<string, number>> = { '<': 12, '>': 12, f: 5, '@': 2, a: 2.5, '#': 4 };
const rounds = 250;
const pace = 0.05;
/** A name that fewer lessons have is chance. */
const fewest = 2;
/** The largest weight, in steps. */
const most = 40;

/** Name of evidence → a weight for each type of the model. */
export type Learned = ReadonlyMap<string, readonly number[]>;

interface Row {
  /** Places of its evidence. */
  readonly on: readonly number[];
  /** What is said outright, by type. */
  readonly base: readonly number[];
  readonly at: number;
  readonly weight: number;
}

/**
 * Weights beside what is said outright, so that the types of the lessons are the likeliest: softmax regression with both
 * penalties, by Adam with a proximal step.
 */
export function learn(model: Model, lessons: readonly Lesson[]): Learned {
  const all: readonly string[] = types[model];
  const names = namesIn(lessons);
  const place = new Map(names.map((name, i) => [name, i]));
  const rows = lessons.map(({ sample, type, weight }): Row => ({
    on: named(sample).flatMap((name) => place.get(name) ?? []),
    base: baseOf(all, sample),
    at: all.indexOf(type),
    weight,
  }));
  const weights = names.map((name) => new Weights(all.length, pulled[name[0] ?? ''] ?? 1, pull.straight[model]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const row of rows) {
      const errors = chances(row, weights).map((odds, k) => (odds - (k === row.at ? 1 : 0)) * row.weight);
      for (const i of row.on) weights[i]?.hear(errors);
    }
    for (const one of weights) one.move(round);
  }
  return new Map(names.map((name, i) => [name, weights[i]?.values ?? []]));
}

function namesIn(lessons: readonly Lesson[]): string[] {
  const counts = Map.groupBy(
    lessons.flatMap(({ sample }) => named(sample)),
    (name) => name,
  );
  return [...counts].flatMap(([name, all]) => (all.length >= fewest ? [name] : [])).toSorted();
}

/** Everything that speaks for something, and '' for what is so of itself. */
function named({ names }: Sample): string[] {
  return [...new Set(['', ...names])];
}

function baseOf(all: readonly string[], { said }: Sample): number[] {
  return all.map((type) => said.reduce((sum, [one, weight]) => ((kin[one] ?? one) === type ? sum + weight : sum), 0));
}

function chances({ base, on }: Row, weights: readonly Weights[]): number[] {
  const scores = base.map((score, k) => on.reduce((sum, i) => sum + (weights[i]?.values[k] ?? 0), score));
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** The weights of one piece of evidence, on their way to where they fit best. */
class Weights {
  readonly #pull: number;
  readonly #straight: number;
  readonly values: number[];
  #slope: number[];
  #mean: number[];
  #square: number[];

  constructor(width: number, force: number, straight: number) {
    this.#pull = force;
    this.#straight = straight;
    this.values = Array<number>(width).fill(0);
    this.#slope = [...this.values];
    this.#mean = [...this.values];
    this.#square = [...this.values];
  }

  hear(errors: readonly number[]): void {
    this.#slope = this.#slope.map((slope, k) => slope + (errors[k] ?? 0));
  }

  move(round: number): void {
    const speed = round < rounds * 0.6 ? pace : pace * 0.3;
    const push = this.values.map((value, k) => (this.#slope[k] ?? 0) + pull.squared * this.#pull * value);
    this.#mean = push.map((one, k) => 0.9 * (this.#mean[k] ?? 0) + 0.1 * one);
    this.#square = push.map((one, k) => 0.999 * (this.#square[k] ?? 0) + 0.001 * one * one);
    this.values.forEach((value, k) => {
      const reach = speed / (Math.sqrt((this.#square[k] ?? 0) / (1 - 0.999 ** round)) + 1e-3);
      const moved = value - (reach * (this.#mean[k] ?? 0)) / (1 - 0.9 ** round);
      this.values[k] = Math.sign(moved) * Math.max(Math.abs(moved) - reach * this.#straight * this.#pull, 0);
    });
    this.#slope = this.values.map(() => 0);
  }
}

/** The type that these weights hold to be the likeliest. */
export function told(model: Model, learned: Learned, sample: Sample): string {
  const all: readonly string[] = types[model];
  const scores = baseOf(all, sample).map((score, k) =>
    named(sample).reduce((sum, name) => sum + stepsOf(learned.get(name)?.[k] ?? 0) * step, score),
  );
  return all[scores.indexOf(Math.max(...scores))] ?? 'unknown';
}

function stepsOf(weight: number): number {
  return Math.max(-most, Math.min(most, Math.round(weight / step)));
}

/** Weights as the table writes them: name:type and weight, each a letter. */
export function written(learned: Learned): string {
  return [...learned]
    .flatMap(([name, weights]) => {
      const pairs = weights.flatMap((weight, k) => {
        const steps = stepsOf(weight);
        return steps === 0 ? [] : [String.fromCodePoint(letters.type + k, letters.weight + steps)];
      });
      return pairs.length > 0 ? [`${name}:${pairs.join('')}`] : [];
    })
    .join(' ');
}
