import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { FactorDraft, StoreProbe, Way } from '../../rpc/index.ts';
import { Failure, Onward, StepPage } from '../kit/index.ts';
import { AccountForm } from './account-form.tsx';
import { isLeftBehind, LeftBehind } from './moved.tsx';
import type { Account } from './account-form.tsx';
import { Authenticator } from './authenticator.tsx';
import { BackupCodes } from './backup-codes.tsx';

type WithPassword = Account & { readonly how: 'password' };

interface SignUpProps {
  store: StoreProbe;
  ways: readonly Way[];
  /** The vault comes from another store. */
  moves: boolean;
  onDone: () => void;
  /** To the step before: which store. */
  onBack: () => void;
}

type Step =
  /** The vault was there once, and its account still is. */
  | { readonly at: 'left' }
  | { readonly at: 'account'; readonly before?: Account }
  | { readonly at: 'codes' | 'app'; readonly account: WithPassword; readonly draft: FactorDraft };

/** How many steps there are, the first of which is the address: as far as can be said before anything was chosen, all. */
export function stepsOf(ways: readonly Way[], account?: Account): number {
  if (account?.how === 'keys' || !ways.some(({ kind }) => kind === 'password')) return 2;
  return account?.second === 'passkey' ? 3 : 4;
}

/**
 * A new account for the vault that is here. Codes and seed exist only in this page until the last press, which enrols
 * everything at once; whoever leaves before has changed nothing.
 */
export function SignUp({ store, ways, moves, onDone, onBack }: SignUpProps): JSX.Element {
  const [step, go] = useState<Step>({ at: 'account' });
  const address = store.origin;
  const storeIs = message('storeIs', store.origin, store.version);

  const begin = async (account: Account): Promise<void> => {
    if (moves && (await isLeftBehind(address))) {
      go({ at: 'left' });
      return;
    }
    if (account.how === 'password') {
      const draft = await call('account.draw', { email: account.email });
      go({ at: 'codes', account, draft });
      return;
    }
    await call('account.signUp', { kind: 'keys', address, ...moving(moves) });
    onDone();
  };
  if (store.signup === 'closed') {
    return (
      <StepPage key="closed" title={message('storeSignUp')} text={storeIs}>
        <Failure error={{ code: 'signup-closed' }} />
        <Onward back={onBack} />
      </StepPage>
    );
  }
  if (step.at === 'left') return <LeftBehind address={address} onGone={() => go({ at: 'account' })} onBack={onBack} />;
  if (step.at === 'account') {
    const { before } = step;
    return (
      <StepPage
        key="account"
        step={{ at: 2, of: stepsOf(ways, before) }}
        title={message('storeSignUpWays')}
        text={storeIs}
      >
        <AccountForm ways={ways} before={before} onAccount={begin} onBack={onBack} />
      </StepPage>
    );
  }
  return (
    <Proofs step={step} of={stepsOf(ways, step.account)} address={address} moves={moves} go={go} onDone={onDone} />
  );
}

interface ProofsProps {
  step: Exclude<Step, { at: 'account' | 'left' }>;
  of: number;
  address: string;
  moves: boolean;
  go: (step: Step) => void;
  onDone: () => void;
}

const moving = (moves: boolean): { moves?: true } => (moves ? { moves: true } : {});

/** What a password needs beside it: backup codes, and where no passkey is the second factor, an authenticator app. */
function Proofs({ step, of, address, moves, go, onDone }: ProofsProps): JSX.Element {
  const { account: wished, draft } = step;
  const { email, password } = wished;
  const make = async (code?: string): Promise<void> => {
    const { backupCodes, secret } = draft;
    const totp = code === undefined ? {} : { totp: { secret, code } };
    const codes = [...backupCodes];
    const account = { kind: 'password', address, email, password, ...totp, backupCodes: codes } as const;
    await call('account.signUp', { ...account, ...moving(moves) });
    onDone();
  };
  if (step.at === 'app') {
    const back = (): void => go({ ...step, at: 'codes' });
    return (
      <StepPage key="app" step={{ at: 4, of }} title={message('storeByApp')}>
        <Authenticator draft={draft} submit={message('storeMakeAccount')} onCode={make} out={{ back }} />
      </StepPage>
    );
  }
  const byApp = wished.second === 'app';
  const kept = async (): Promise<void> => {
    if (byApp) go({ ...step, at: 'app' });
    else await make();
  };
  return (
    <StepPage key="codes" step={{ at: 3, of }} title={message('storeCodes')}>
      <BackupCodes
        codes={draft.backupCodes}
        origin={address}
        email={email}
        submit={message(byApp ? 'storeGoOn' : 'storeMakeAccount')}
        onKept={kept}
        out={{ back: () => go({ at: 'account', before: wished }) }}
      />
    </StepPage>
  );
}
