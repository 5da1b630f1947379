/** Codes that mean something else when a store or what it sent is to blame, not this browser. */
const meanings = new Map([
  ['failed', 'unavailable'],
  ['malformed', 'store-answer'],
  ['record-sum', 'store-sum'],
]);

/** An error's code as it is to be read when it came of talking to a store. */
export function fromStore(code: string): { readonly code: string } {
  return { code: meanings.get(code) ?? code };
}
