/** What comes of something: the code that it is refused with, `null` (a wrong secret), or `taken`. */
export function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    (answer) => (answer === null ? 'null' : 'taken'),
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : `UNTYPED ${String(error)}`),
  );
}
