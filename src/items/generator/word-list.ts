/**
 * The words of a sorted list that names of each only what differs from the one before: a capital letter says how many letters
 * they share at the start (A: none), small ones are the rest. A third smaller in the package than the words themselves.
 */
export function unpackWords(packed: string): readonly string[] {
  let word = '';
  return [...packed.matchAll(/([A-Z])([^A-Z]*)/g)].map(([, shared = 'A', rest = '']) => {
    word = word.slice(0, shared.charCodeAt(0) - 65) + rest;
    return word;
  });
}

/** The EFF's long list of words for passphrases, out of the package's own file. */
export async function readWordList(ownFile: (path: `/${string}`) => Promise<string>): Promise<readonly string[]> {
  return unpackWords(JSON.parse(await ownFile('/generator/words.json')) as string);
}
