/** Of each word what differs from the one before; `unpackWords` (src/items/generator) reads it. No word holds a capital letter. */
export function packWords(words: readonly string[]): string {
  return words
    .map((word, at) => {
      const before = words[at - 1] ?? '';
      let shared = 0;
      while (shared < Math.min(before.length, 25) && word[shared] === before[shared]) shared++;
      return String.fromCharCode(65 + shared) + word.slice(shared);
    })
    .join('');
}
