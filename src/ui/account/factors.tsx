import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { FactorDraft, StoreFactors } from '../../rpc/index.ts';
import { Button, codeOf, counted, Failure, List, Notice, Row, useQuestion, Waiting } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { Authenticator } from './authenticator.tsx';
import { BackupCodes } from './backup-codes.tsx';
import { NotNow } from './not-now.tsx';
import { SecurityKeys } from './security-keys.tsx';

interface FactorsProps {
  origin: string;
  email: string | undefined;
}

interface Step {
  readonly at: 'app' | 'codes';
  readonly draft: FactorDraft;
}

/** What the store asks for beside the password, and what stands in for it on a bad day. */
export function Factors({ origin, email }: FactorsProps): JSX.Element {
  const { answer: factors, error, again } = useQuestion('account.factors', {}, ['account', 'ways']);
  const [step, go] = useState<Step>();
  const [changed, setChanged] = useState<'app' | 'codes' | 'removed'>();
  const draw = useProvedAction(
    async (at: Step['at']) =>
      go({ at, draft: await call('account.draw', { email: email ?? `latchkey@${new URL(origin).host}` }) }),
    true,
  );
  const remove = useProvedAction(async () => {
    await call('account.totp.remove', {});
    setChanged('removed');
    again();
  }, true);
  // What was known before a sign-out is not how things are.
  if (!factors || codeOf(error) === 'signed-out') {
    return error === undefined ? <Waiting /> : <NotNow error={error} again={again} />;
  }
  if (!factors.password) return <p class="muted">{message('storeFactorsNoPassword')}</p>;
  const done = (what: Step['at']): void => {
    setChanged(what);
    go(undefined);
    again();
  };
  if (step?.at === 'app') {
    const { secret } = step.draft;
    const save = (code: string): Promise<void> =>
      call('account.totp.replace', { secret, code }).then(() => done('app'));
    return (
      <Authenticator
        draft={step.draft}
        submit={message('storeAppSave')}
        onCode={save}
        out={{ cancel: () => go(undefined) }}
      />
    );
  }
  if (step) {
    const { backupCodes } = step.draft;
    const save = (): Promise<void> =>
      call('account.backupCodes.replace', { backupCodes: [...backupCodes] }).then(() => done('codes'));
    return (
      <BackupCodes
        codes={backupCodes}
        origin={origin}
        email={email ?? ''}
        submit={message('storeCodesSave')}
        onKept={save}
        out={{ cancel: () => go(undefined) }}
      />
    );
  }
  const failed = draw.error ?? remove.error;
  return (
    <div class="stack">
      <p class="muted">{message('storeFactorsText')}</p>
      <List title={message('storeFactorsList')} titleHidden>
        <AppRow
          factors={factors}
          busy={draw.busy || remove.busy}
          onSet={() => void draw.run('app')}
          onRemove={() => void remove.run()}
        />
        <Row
          icon="phrase"
          title={message('storeCodes')}
          detail={counted('storeCodesLeft', factors.backupCodes)}
          action={
            <Button busy={draw.busy} onClick={() => void draw.run('codes')}>
              {message('storeCodesNew')}
            </Button>
          }
        />
      </List>
      {changed && (
        <Notice icon="check">
          {message(changed === 'app' ? 'storeAppSaved' : changed === 'codes' ? 'storeCodesSaved' : 'storeAppRemoved')}
        </Notice>
      )}
      {failed !== undefined && <Failure error={failed} />}
      <SecurityKeys keys={factors.securityKeys} onChanged={again} />
      {draw.dialog}
      {remove.dialog}
    </div>
  );
}

interface AppRowProps {
  factors: StoreFactors;
  busy: boolean;
  onSet: () => void;
  onRemove: () => void;
}

/** The app can go only while something else is a second factor. */
function AppRow({ factors, busy, onSet, onRemove }: AppRowProps): JSX.Element {
  const hasOther = factors.securityKeys.length > 0 || factors.passkeys.length > 0;
  return (
    <Row
      icon="clock"
      title={message('storeByApp')}
      detail={message(factors.totp ? 'storeAppOn' : 'storeAppOff')}
      action={
        <>
          {factors.totp && hasOther && (
            <Button kind="quiet" busy={busy} onClick={onRemove}>
              {message('settingsRemoveDo')}
            </Button>
          )}
          <Button busy={busy} onClick={onSet}>
            {message(factors.totp ? 'storeAppReplace' : 'storeAppSet')}
          </Button>
        </>
      }
    />
  );
}
