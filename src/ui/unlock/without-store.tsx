import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { Button, Failure, useAction } from '../kit/index.ts';

interface Offer {
  readonly question: MessageKey;
  readonly answer: MessageKey;
  readonly ask: 'unlock.withoutStore' | 'unlock.useStoreAgain';
}

const offers = {
  'rotated-away': { question: 'storeAside', answer: 'storeAsideDo', ask: 'unlock.withoutStore' },
  'store-aside': { question: 'storeAsideNoMore', answer: 'storeAsideNoMoreDo', ask: 'unlock.useStoreAgain' },
} as const satisfies Record<string, Offer>;

/**
 * After a rotation elsewhere the store says what is valid; a person who has only what was valid before, or doubts the
 * store, opens what lies here without it, and comes back to it.
 */
export function WithoutStore({ lockedBy }: { lockedBy: keyof typeof offers }): JSX.Element {
  const { question, answer, ask } = offers[lockedBy];
  const aside = useAction(() => call(ask, {}).then(() => undefined));
  return (
    <>
      <p class="small muted center">
        {message(question)}{' '}
        <Button kind="quiet" busy={aside.busy} onClick={() => void aside.run()}>
          {message(answer)}
        </Button>
      </p>
      {aside.error !== undefined && <Failure error={aside.error} />}
    </>
  );
}
