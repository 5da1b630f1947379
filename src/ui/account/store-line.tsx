import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { Button, Notice } from '../kit/index.ts';
import { needsPerson } from './attention.ts';
import { useStore } from './use-store.ts';

/** In a few words what a person has to see to; the settings say it whole. */
const short: Readonly<Record<string, MessageKey>> = {
  'signed-out': 'storeLineSignedOut',
  'store-permission': 'storeLinePermission',
  'account-moved': 'storeLineMoved',
  quota: 'storeLineFull',
  'too-large': 'storeLineTooLarge',
  'proxy-refused': 'storeLineTooLarge',
  'store-full': 'storeLineFull',
};

/** A line for small windows, drawn only while a person has to do something about the store. */
export function StoreLine({ open }: { open: (page: string) => void }): JSX.Element | null {
  const { answer } = useStore();
  const code = answer && needsPerson(answer);
  if (code === undefined) return null;
  return (
    <Notice icon="alert">
      <p>{message(short[code] ?? 'storeLineStopped')}</p>
      <Button onClick={() => open('vault.html#settings/store')}>{message('storeLineSee')}</Button>
    </Notice>
  );
}
