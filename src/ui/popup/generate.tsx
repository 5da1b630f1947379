import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { ClearedLine } from '../clipboard/index.ts';
import { Generator } from '../generator/index.ts';
import { Failure, isEscape, Screen, Tabs, useQuestion, Waiting } from '../kit/index.ts';

interface GenerateProps {
  open: (page: string) => void;
  onBack: () => void;
}

/** The generator in the popup: for the site of the tab, and what is used is copied. Escape goes back. */
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
        {tab && <Generator host={tab.host} use={message('generatorCopy')} onUse={copy} />}
        {!tab && (error === undefined ? <Waiting /> : <Failure error={error} />)}
      </Screen>
    </div>
  );
}

function copy(text: string): Promise<unknown> {
  return call('clipboard.copy', { text, lasts: false });
}
