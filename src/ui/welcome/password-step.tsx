import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { NewPassword } from '../setup/index.ts';
import { deviceName } from '../signin/index.ts';
import { Page } from './page.tsx';

/** The vault is made with its first way in. */
export function PasswordStep({ next }: { next: () => void }): JSX.Element {
  const make = async (password: string): Promise<void> => {
    await call('vault.create', { password, deviceName: deviceName(navigator.userAgent) });
    next();
  };
  return (
    <Page step="password" title={message('welcomePasswordTitle')} text={message('welcomePasswordText')}>
      <NewPassword submit={message('welcomePasswordSubmit')} onPassword={make} />
    </Page>
  );
}
