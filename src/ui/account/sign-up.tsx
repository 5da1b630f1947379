import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { FactorDraft, StoreProbe } from '../../rpc/index.ts';
import { Failure, useQuestion, Waiting } from '../kit/index.ts';
import { AccountForm } from './account-form.tsx';
import type { Account } from './account-form.tsx';
import { Authenticator } from './authenticator.tsx';
import { BackupCodes } from './backup-codes.tsx';

interface SignUpProps {
  store: StoreProbe;
  onDone: () => void;
  onCancel: () => void;
}

type Step =
  | { readonly at: 'account' }
  | { readonly at: 'codes' | 'app'; readonly account: Account & { how: 'password' }; readonly draft: FactorDraft };

/**
 * A new account for the vault that is here. Codes and seed exist only in this page until the last press, which enrols
 * everything at once; whoever leaves before has changed nothing.
 */
export function SignUp({ store, onDone, onCancel }: SignUpProps): JSX.Element {
  const [step, go] = useState<Step>({ at: 'account' });
  const ways = useQuestion('ways.list', {}, ['ways']);
  if (!ways.answer) return ways.error === undefined ? <Waiting /> : <Failure error={ways.error} again={ways.again} />;
  const address = store.origin;

  const begin = async (account: Account): Promise<void> => {
    if (account.how === 'password') {
      const draft = await call('account.draw', { email: account.email });
      go({ at: 'codes', account, draft });
      return;
    }
    await call('account.signUp', { kind: 'keys', address });
    onDone();
  };
  if (step.at === 'account') return <AccountForm ways={ways.answer} onAccount={begin} onCancel={onCancel} />;

  const { account, draft } = step;
  const make = async (code?: string): Promise<void> => {
    const { email, password } = account;
    const { backupCodes, secret } = draft;
    const totp = code === undefined ? {} : { totp: { secret, code } };
    await call('account.signUp', {
      kind: 'password',
      address,
      email,
      password,
      ...totp,
      backupCodes: [...backupCodes],
    });
    onDone();
  };
  if (step.at === 'app') {
    const back = (): void => go({ ...step, at: 'codes' });
    return (
      <Authenticator
        draft={draft}
        submit={message('storeMakeAccount')}
        onCode={make}
        onCancel={back}
        cancel={message('storeBack')}
      />
    );
  }
  const byApp = account.second === 'app';
  const kept = async (): Promise<void> => {
    if (byApp) go({ ...step, at: 'app' });
    else await make();
  };
  return (
    <BackupCodes
      codes={draft.backupCodes}
      origin={address}
      email={account.email}
      submit={message(byApp ? 'storeGoOn' : 'storeMakeAccount')}
      onKept={kept}
      onCancel={onCancel}
    />
  );
}
