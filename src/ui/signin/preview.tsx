import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { EntryPurpose, StoreStateView } from '../../rpc/index.ts';
import { Button, counted, dateAndTime, Failure, Notice, Onward, Secret, useAction, written } from '../kit/index.ts';
import { nameHere } from './device-name.ts';

interface PreviewProps {
  state: StoreStateView;
  /** Notes of a local vault that go into this one. */
  adds: number;
  purpose: EntryPurpose;
  accept: (deviceName: string) => Promise<void>;
  onBack: () => void;
}

/**
 * What the store shows a browser that remembers nothing of this vault yet. It is sealed by the vault's own keys, but only a
 * person can know whether it is the newest.
 */
export function Preview({ state, adds, purpose, accept, onBack }: PreviewProps): JSX.Element {
  const take = useAction(async () => accept(await nameHere(purpose === 'merge')));
  return (
    <div class="stack">
      <p>{message('storePreviewText')}</p>
      <dl class="store-state">
        <Fact name={message('storePreviewTime')}>{dateAndTime(state.time)}</Fact>
        {state.device !== '' && <Fact name={message('storePreviewDevice')}>{state.device}</Fact>}
        <Fact name={message('storePreviewItems')}>{counted('items', state.items)}</Fact>
        <Fact name={message('storePreviewSequence')}>{written(state.sequence)}</Fact>
        <Fact name={message('settingsAboutHead')}>
          <Secret text={state.head} />
        </Fact>
      </dl>
      {purpose === 'merge' && <Notice>{counted('storePreviewAdds', adds)}</Notice>}
      <p class="muted small">{message('storePreviewCompare')}</p>
      {take.error !== undefined && <Failure error={take.error} />}
      <Onward back={onBack} label={message('storePreviewNo')}>
        <Button big kind="primary" autoFocus busy={take.busy} onClick={() => void take.run()}>
          {message('storePreviewYes')}
        </Button>
      </Onward>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
