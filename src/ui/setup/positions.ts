/** `count` different positions from 1 to `length`, drawn at random, in order: which words of a phrase are asked for. */
export function drawPositions(length: number, count: number): readonly number[] {
  const left = Array.from({ length }, (_, index) => index + 1);
  const [...random] = crypto.getRandomValues(new Uint32Array(count));
  const drawn = random.flatMap((number) => left.splice(number % left.length, 1));
  return drawn.sort((one, other) => one - other);
}

/** Whether a typed word is the right one; case and surrounding space don't matter. */
export function isWord(typed: string, word: string | undefined): boolean {
  return typed.trim().toLowerCase() === word;
}
