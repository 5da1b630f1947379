import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { ContactLook } from '../../rpc/index.ts';
import { Button, Choice, dateOf, Failure, Notice, useAction } from '../kit/index.ts';

const reasons: Readonly<Record<NonNullable<ContactLook['closedBy']>, MessageKey>> = {
  identity: 'closedIdentity',
  fork: 'closedFork',
  differed: 'closedDiffered',
};

type Way = 'compare' | 'go-on' | 'keep';

interface ClosedProps {
  contact: ContactLook;
  compare: () => void;
}

/** A contact that nothing is opened from or sent to: three plain choices, of which the button repeats one. */
export function Closed({ contact, compare }: ClosedProps): JSX.Element {
  const { id, name, closedBy = 'identity', comparedAt } = contact;
  const [way, choose] = useState<Way>('compare');
  const goOn = useAction(() => call('contacts.goOn', { id }));
  return (
    <div class="stack">
      <Notice kind="danger">
        <p>
          <strong>{message(reasons[closedBy], name)}</strong>
        </p>
        <p>{message('closedWhat')}</p>
      </Notice>
      {comparedAt !== undefined && <p class="muted">{message('closedCompared', dateOf(comparedAt))}</p>}
      <fieldset class="stack">
        <legend class="hidden-text">{message('closedChoices', name)}</legend>
        <Choice
          name="closed"
          checked={way === 'compare'}
          onChoose={() => choose('compare')}
          title={message('closedCompare')}
        >
          {message('closedCompareText')}
        </Choice>
        <Choice name="closed" checked={way === 'go-on'} onChoose={() => choose('go-on')} title={message('closedGoOn')}>
          {message('closedGoOnText', name)}
        </Choice>
        <Choice name="closed" checked={way === 'keep'} onChoose={() => choose('keep')} title={message('closedKeep')}>
          {message('closedKeepText')}
        </Choice>
      </fieldset>
      {goOn.error !== undefined && <Failure error={goOn.error} />}
      {way === 'compare' && (
        <Button big kind="primary" onClick={compare}>
          {message('contactCompare')}
        </Button>
      )}
      {way === 'go-on' && (
        <Button big kind="danger" busy={goOn.busy} onClick={() => void goOn.run()}>
          {message('closedGoOn')}
        </Button>
      )}
      {way === 'keep' && <p class="muted">{message('closedKept')}</p>}
    </div>
  );
}
