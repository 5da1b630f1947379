import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { Heading } from '../kit/index.ts';

/** What is lost, and what helps then. */
const losses: readonly (readonly [title: MessageKey, helps: readonly MessageKey[]])[] = [
  ['lossPassword', ['lossPassword1', 'lossPassword2']],
  ['lossComputer', ['lossComputer1', 'lossComputer2', 'lossComputer3']],
  ['lossPhone', ['lossPhone1', 'lossPhone2']],
  ['lossPaper', ['lossPaper1', 'lossPaper2']],
  ['lossMailbox', ['lossMailbox1', 'lossMailbox2']],
  ['lossStore', ['lossStore1', 'lossStore2']],
  ['lossAll', ['lossAll2', 'lossAll1']],
  ['lossBefore', ['lossBefore1', 'lossBefore2', 'lossBefore3']],
];

/** In plain words: what helps in each loss, and when nothing does. For anybody, with or without a vault. */
export function Losses(): JSX.Element {
  return (
    <article class="store-knows stack">
      <Heading>{message('lossesTitle')}</Heading>
      <p>{message('lossesText')}</p>
      {losses.map(([title, helps]) => (
        <section key={title} class="card">
          <h2>{message(title)}</h2>
          <ul>
            {helps.map((help) => (
              <li key={help}>{message(help)}</li>
            ))}
          </ul>
        </section>
      ))}
    </article>
  );
}

/** Leads to that page, from wherever ways in are spoken of. */
export function LossesLink(): JSX.Element {
  return (
    <a class="small" href="vault.html#losses">
      {message('lossesLink')}
    </a>
  );
}
