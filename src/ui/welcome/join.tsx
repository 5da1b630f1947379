import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { AddressForm, SignIn } from '../signin/index.ts';
import { KnowsLink } from '../account/index.ts';
import { GetIn } from '../link/index.ts';
import { Page } from './page.tsx';

interface JoinProps {
  onJoined: () => void;
  onCancel: () => void;
}

/** Nothing is here, and everything is at a store: one way in, or another browser, brings it back. */
export function Join({ onJoined, onCancel }: JoinProps): JSX.Element {
  const [address, setAddress] = useState<string>();
  const [linking, link] = useState(false);
  if (address === undefined) {
    return (
      <Page key="address" title={message('storeJoinTitle')} text={message('storeJoinText')}>
        <AddressForm onStore={(store) => setAddress(store.origin)} onBack={onCancel} />
        <KnowsLink />
      </Page>
    );
  }
  if (linking) return <GetIn address={address} onDone={onJoined} onBack={() => link(false)} />;
  return (
    <Page key="signin" title={message('storeSignInTitle')} text={message('storeJoinAt', address)}>
      <SignIn address={address} onDone={onJoined} onBack={() => setAddress(undefined)} onLink={() => link(true)} />
    </Page>
  );
}
