import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { emailAddress, isEmailAddress } from '../../typed/index.ts';
import { Button, Dialog, EmailField, Failure, List, Notice, Row } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';

interface EmailProps {
  email: string;
  /** Whether this browser is signed in: only then it can be changed. */
  signedIn: boolean;
  onChanged: () => void;
}

/** The address that signs in. Nobody has proven it, and it says so. */
export function Email({ email, signedIn, onChanged }: EmailProps): JSX.Element {
  const [changing, change] = useState(false);
  const [changed, setChanged] = useState(false);
  return (
    <div class="stack wrapping">
      <List title={message('storeEmail')} titleHidden>
        <Row
          icon="person"
          title={<span translate={false}>{email}</span>}
          detail={message('storeEmailUnproven')}
          action={signedIn && <Button onClick={() => change(true)}>{message('storeEmailChange')}</Button>}
        />
      </List>
      {changed && <Notice icon="check">{message('storeEmailChanged', email)}</Notice>}
      {changing && (
        <ChangeEmail
          email={email}
          onClose={() => change(false)}
          onChanged={() => {
            setChanged(true);
            onChanged();
          }}
        />
      )}
    </div>
  );
}

interface ChangeEmailProps {
  email: string;
  onChanged: () => void;
  onClose: () => void;
}

function ChangeEmail({ email, onChanged, onClose }: ChangeEmailProps): JSX.Element {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const save = useProvedAction(async () => {
    await call('account.email.change', { email: typed });
    onChanged();
    onClose();
  }, true);
  const isNew = !isEmailAddress(typed) || emailAddress(typed) !== email;
  const send = (event: Event): void => {
    event.preventDefault();
    setWrong(!isEmailAddress(typed));
    if (isEmailAddress(typed) && isNew) void save.run();
  };
  return (
    <>
      <Dialog
        title={message('storeEmailChangeTitle')}
        onClose={onClose}
        onSubmit={send}
        actions={
          <>
            <Button onClick={onClose}>{message('kitCancel')}</Button>
            <Button kind="primary" busy={save.busy} disabled={typed.trim() === '' || !isNew}>
              {message('storeEmailChangeDo')}
            </Button>
          </>
        }
      >
        <p>{message('storeEmailChangeText')}</p>
        <EmailField
          autoFocus
          hint={message('storeEmailHint')}
          value={typed}
          onInput={(value) => {
            setTyped(value);
            setWrong(false);
            // Not a question of who it is: it takes the focus, and leaving the field is told here, too.
            if (save.error !== undefined) save.clear();
          }}
          error={wrong ? message('storeEmailWrong') : isNew ? undefined : message('storeEmailSame')}
        />
        {save.error !== undefined && <Failure error={save.error} />}
      </Dialog>
      {save.dialog}
    </>
  );
}
