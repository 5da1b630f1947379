import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { ClearedLine } from '../clipboard/index.ts';
import { Generator } from '../generator/index.ts';
import { Failure, isEscape, Screen, Tabs, useQuestion, Waiting } from '../kit/index.ts';
import { FillOutcome } from './fill/fill-outcome.tsx';
import { useFill } from './fill/use-fill.ts';
import { tabHere } from './here.ts';

interface GenerateProps {
  open: (page: string) => void;
  onBack: () => void;
}

/**
 * The generator in the popup, for the site of the tab: what is used goes into its page, where that asks for a new password, else it is
 * copied. Escape goes back.
 */
export function Generate({ open, onBack }: GenerateProps): JSX.Element {
  const { answer: tab, error } = useQuestion('sites.tab', {}, ['sites']);
  const leave = (event: KeyboardEvent): void => {
    if (!isEscape(event) || event.defaultPrevented) return;
    event.preventDefault();
    onBack();
  };
  return (
    <div onKeyDown={leave}>
      <Screen
        title={message('generatorTitle')}
        footer={
          <>
            <div class="popup-said">
              <ClearedLine class="line" />
            </div>
            <Tabs
              label={message('popupPlaces')}
              tabs={[
                { label: message('popupVault'), onOpen: onBack },
                { label: message('popupGenerate'), current: true, onOpen: () => undefined },
                { label: message('popupSettings'), onOpen: () => open('vault.html#settings') },
              ]}
            />
          </>
        }
      >
        {tab && <ForPage host={tab.host} />}
        {!tab && (error === undefined ? <Waiting /> : <Failure error={error} />)}
      </Screen>
    </div>
  );
}

function ForPage({ host }: { host: string | undefined }): JSX.Element {
  const filler = useFill();
  const asksForNew = useAsksForNew();
  const fill = (password: string): false => {
    filler.fillMade(message('generatorMade'), password);
    return false;
  };
  return (
    <>
      {asksForNew ? (
        <Generator host={host} use={message('generatorFill')} onUse={fill} onCopy={copy} />
      ) : (
        <Generator host={host} use={message('generatorCopy')} onUse={copy} />
      )}
      <FillOutcome filler={filler} />
    </>
  );
}

/** Whether the page behind the popup has a form that asks for a new password; nobody waits for it. */
function useAsksForNew(): boolean {
  const [asks, say] = useState(false);
  useEffect(() => {
    void looksForNew().then(say, () => undefined);
  }, []);
  return asks;
}

async function looksForNew(): Promise<boolean> {
  const tab = await tabHere();
  return tab !== undefined && (await call('fill.look', { tab })).kinds.includes('password');
}

function copy(text: string): Promise<unknown> {
  return call('clipboard.copy', { text, lasts: false });
}
