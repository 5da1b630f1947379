import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { FactorDraft } from '../../rpc/index.ts';
import { emailAddress, isEmailAddress } from '../../typed/index.ts';
import { EmailField } from '../kit/index.ts';
import { NewPassword } from '../setup/index.ts';
import { Authenticator } from './authenticator.tsx';
import { BackupCodes } from './backup-codes.tsx';

interface AddPasswordProps {
  origin: string;
  onAdded: () => void;
  onCancel: () => void;
}

interface Begun {
  readonly password: string;
  readonly draft: FactorDraft;
  readonly codesKept: boolean;
}

/** A first password for a vault whose account has none yet: with address, backup codes and app, all at once or nothing. */
export function AddPassword({ origin, onAdded, onCancel }: AddPasswordProps): JSX.Element {
  const [email, setEmail] = useState('');
  const [wrong, setWrong] = useState(false);
  const [begun, begin] = useState<Begun>();
  if (!begun) {
    const draw = async (password: string): Promise<void> => {
      setWrong(!isEmailAddress(email));
      if (!isEmailAddress(email)) return;
      begin({ password, draft: await call('account.draw', { email }), codesKept: false });
    };
    return (
      <>
        <EmailField
          hint={message('storeEmailHint')}
          value={email}
          onInput={(value) => {
            setEmail(value);
            setWrong(false);
          }}
          error={wrong ? message('storeEmailWrong') : undefined}
        />
        <NewPassword submit={message('storeGoOn')} onPassword={draw} atStore />
      </>
    );
  }
  const { password, draft, codesKept } = begun;
  if (!codesKept) {
    const kept = (): Promise<void> => {
      begin({ ...begun, codesKept: true });
      return Promise.resolve();
    };
    return (
      <BackupCodes
        codes={draft.backupCodes}
        origin={origin}
        email={emailAddress(email)}
        submit={message('storeGoOn')}
        onKept={kept}
        out={{ cancel: onCancel }}
      />
    );
  }
  const add = async (code: string): Promise<void> => {
    const { secret, backupCodes } = draft;
    const account = { email, password, totp: { secret, code }, backupCodes: [...backupCodes] };
    await call('account.password.add', account);
    onAdded();
  };
  return (
    <Authenticator
      draft={draft}
      submit={message('settingsPasswordSet')}
      onCode={add}
      out={{ back: () => begin({ ...begun, codesKept: false }) }}
    />
  );
}
