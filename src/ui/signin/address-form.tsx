import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { StoreProbe } from '../../rpc/index.ts';
import { Button, codeOf, Failure, Field, Onward, sentenceFor, useAction, useQuestion } from '../kit/index.ts';
import { allowStore } from './permission.ts';

interface AddressFormProps {
  onStore: (store: StoreProbe) => void;
  onBack: () => void;
}

/** Which store: its address, the browser's permission for it, and whether a store of ours answers there. */
export function AddressForm({ onStore, onBack }: AddressFormProps): JSX.Element {
  const [address, setAddress] = useState('');
  const meant = useQuestion('account.address', { address: address.trim() === '' ? '-' : address });
  const connect = useAction(async (pattern: string | undefined) => {
    if (pattern !== undefined) await allowStore(pattern);
    onStore(await call('account.probe', { address }));
  });
  const send = (event: Event): void => {
    event.preventDefault();
    void connect.run(meant.error === undefined ? meant.answer?.pattern : undefined);
  };
  const isAddress = connect.error !== undefined && ['store-address', 'bad-question'].includes(codeOf(connect.error));
  return (
    <form class="stack" onSubmit={send} noValidate>
      <Field
        label={message('storeAddress')}
        hint={message('storeAddressHint')}
        value={address}
        inputMode="url"
        maxLength={2_000}
        onInput={(value) => {
          setAddress(value);
          connect.clear();
        }}
        error={isAddress ? sentenceFor({ code: 'store-address' }) : undefined}
        autoFocus
      />
      {connect.error !== undefined && !isAddress && <Failure error={connect.error} />}
      <Onward back={onBack}>
        <Button big kind="primary" busy={connect.busy}>
          {message('storeAddressGo')}
        </Button>
      </Onward>
    </form>
  );
}
