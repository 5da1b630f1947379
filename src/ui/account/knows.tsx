import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { Heading } from '../kit/index.ts';

const knows = ['storeKnows1', 'storeKnows2', 'storeKnows3', 'storeKnows4', 'storeKnows5', 'storeKnows6'] as const;
const cannot = ['storeCannot1', 'storeCannot2', 'storeCannot3', 'storeCannot4'] as const;
const could = ['storeCould1', 'storeCould2', 'storeCould3', 'storeCould4', 'storeCould5'] as const;
const yours = ['storeYours1', 'storeYours2', 'storeYours3'] as const;

/** In plain words: what a store knows, what it can't do, what a dishonest one could still try, and what helps. */
export function Knows(): JSX.Element {
  return (
    <article class="store-knows stack">
      <Heading>{message('storeKnowsTitle')}</Heading>
      <p>{message('storeKnowsText')}</p>
      <Part title={message('storeKnowsHead')} lines={knows} />
      <Part title={message('storeCannotHead')} lines={cannot} />
      <Part title={message('storeCouldHead')} lines={could} />
      <Part title={message('storeYoursHead')} lines={yours} />
      <p class="muted small">{message('storeKnowsOwn')}</p>
    </article>
  );
}

function Part({ title, lines }: { title: string; lines: readonly MessageKey[] }): JSX.Element {
  return (
    <section class="card">
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{message(line)}</li>
        ))}
      </ul>
    </section>
  );
}

/** Leads to that page, from wherever a store is spoken of. */
export function KnowsLink(): JSX.Element {
  return (
    <p class="small">
      <a href="vault.html#store-knows">{message('storeKnowsLink')}</a>
    </p>
  );
}
