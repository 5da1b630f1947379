import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { Way, WayKind } from '../../rpc/index.ts';
import { emailAddress, isEmailAddress } from '../../typed/index.ts';
import { Button, Choice, EmailField, Failure, Notice, Onward, PasswordField, sentenceFor } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { isWeak } from '../setup/index.ts';

type SecondFactor = 'app' | 'passkey';

export type Account =
  | { readonly how: 'keys' }
  | { readonly how: 'password'; readonly email: string; readonly password: string; readonly second: SecondFactor };

interface AccountFormProps {
  ways: readonly Way[];
  onAccount: (account: Account) => Promise<void>;
  /** What was chosen before, where one comes back to it. The password is asked for anew. */
  before: Account | undefined;
  onBack: () => void;
}

interface Wrong {
  readonly email?: string;
  readonly password?: string;
}

/** What shall sign in at the store. The vault's password is asked for now, so that a slip shows before anything else. */
export function AccountForm({ ways, onAccount, before, onBack }: AccountFormProps): JSX.Element {
  const has = (kind: WayKind): boolean => ways.some((way) => way.kind === kind);
  const byKeys = has('passkey') || has('phrase');
  const [how, choose] = useState<Account['how']>(before?.how ?? (has('password') ? 'password' : 'keys'));
  const typedBefore = before?.how === 'password' ? before : undefined;
  const [second, setSecond] = useState<SecondFactor>(typedBefore?.second ?? 'app');
  const [email, setEmail] = useState(typedBefore?.email ?? '');
  const [password, setPassword] = useState('');
  const [wrong, setWrong] = useState<Wrong>({});
  const go = useProvedAction(async () => {
    if (how === 'keys') return onAccount({ how });
    const found = await check(email, password);
    setWrong(found);
    if (found.email !== undefined || found.password !== undefined) return undefined;
    return onAccount({ how, email: emailAddress(email), password, second });
  }, true);
  const send = (event: Event): void => {
    event.preventDefault();
    void go.run();
  };
  const typed = (set: (value: string) => void) => (value: string) => {
    set(value);
    setWrong({});
    go.clear();
  };
  return (
    <form class="stack" onSubmit={send} noValidate>
      {has('password') && byKeys && (
        <fieldset class="stack tight">
          <legend class="hidden-text">{message('storeHow')}</legend>
          <Choice
            name="how"
            title={message('storeHowPassword')}
            checked={how === 'password'}
            onChoose={() => choose('password')}
          >
            {message('storeHowPasswordText')}
          </Choice>
          <Choice name="how" title={message('storeHowKeys')} checked={how === 'keys'} onChoose={() => choose('keys')}>
            {message('storeHowKeysText')}
          </Choice>
        </fieldset>
      )}
      {how === 'password' && (
        <>
          <EmailField
            hint={message('storeEmailHint')}
            value={email}
            onInput={typed(setEmail)}
            error={wrong.email}
            autoFocus
          />
          <PasswordField
            use="current"
            label={message('storeVaultPassword')}
            hint={message('storeVaultPasswordHint')}
            value={password}
            onInput={typed(setPassword)}
            error={wrong.password}
          />
          {has('passkey') && <Second second={second} onChoose={setSecond} />}
        </>
      )}
      {!byKeys && <Notice>{message('storeNoOtherWay')}</Notice>}
      {go.error !== undefined && <Failure error={go.error} />}
      <Onward back={onBack}>
        <Button big kind="primary" busy={go.busy}>
          {message(how === 'password' ? 'storeGoOn' : 'storeMakeAccount')}
        </Button>
      </Onward>
      {go.dialog}
    </form>
  );
}

function Second({ second, onChoose }: { second: SecondFactor; onChoose: (second: SecondFactor) => void }): JSX.Element {
  return (
    <fieldset class="stack tight">
      <legend class="store-legend">{message('storeSecond')}</legend>
      <Choice name="second" title={message('storeByApp')} checked={second === 'app'} onChoose={() => onChoose('app')}>
        {message('storeByAppText')}
      </Choice>
      <Choice
        name="second"
        title={message('storeSecondPasskey')}
        checked={second === 'passkey'}
        onChoose={() => onChoose('passkey')}
      >
        {message('storeSecondPasskeyText')}
      </Choice>
    </fieldset>
  );
}

/** What is wrong with what was typed. The right password is a fresh proof, too. */
async function check(email: string, password: string): Promise<Wrong> {
  if (!isEmailAddress(email)) return { email: message('storeEmailWrong') };
  if (password === '') return { password: message('setupPasswordEmpty') };
  try {
    await call('unlock.password', { password });
  } catch (error) {
    return { password: sentenceFor(error) };
  }
  return (await isWeak(password)) ? { password: sentenceFor({ code: 'password-weak' }) } : {};
}
