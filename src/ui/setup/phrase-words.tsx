import type { JSX } from 'preact';

/** The words with their numbers. Screen readers count the list themselves. */
export function PhraseWords({ words }: { words: readonly string[] }): JSX.Element {
  return (
    <ol class="phrase" translate={false} role="list">
      {words.map((word, index) => (
        <li key={index}>
          <span class="number">{index + 1}</span> <span class="word">{word}</span>
        </li>
      ))}
    </ol>
  );
}
