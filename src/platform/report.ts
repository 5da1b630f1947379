/**
 * Shows a bug in the browser's console of extension errors: where it happened and of what kind it is. Never its message, which
 * may hold what the user typed.
 */
export function reportBug(where: string, error: unknown): void {
  const kind = error instanceof Error ? error.name : typeof error;
  const report = new Error(`Unexpected ${kind} in ${where}`);
  const places = error instanceof Error ? (error.stack ?? '').split('\n').filter(isPlace) : [];
  report.stack = [report.message, ...places].join('\n');
  reportError(report);
}

/** A line of a stack that names a place in our code; the first lines repeat the message. */
function isPlace(line: string): boolean {
  return /^\s*at .*extension:\/\/|@.*extension:\/\//.test(line);
}
