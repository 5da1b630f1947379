import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { EnterKey } from '../../rpc/index.ts';
import { ticket } from '../frame/index.ts';
import type { MenuItem } from '../kit/index.ts';

/** What Enter does here, and the menu's way to the other. `usual`: as the field or its site has it, once that is known. */
export function useEnterKey(usual: EnterKey | undefined): {
  readonly key: EnterKey;
  readonly menu: readonly MenuItem[];
} {
  const [chosen, choose] = useState<EnterKey>();
  // Until it is known: nothing is sent that was not meant to be.
  const key = chosen ?? usual ?? 'line';
  const other: EnterKey = key === 'line' ? 'encrypt' : 'line';
  const change = (): void => {
    choose(other);
    call('compose.enter', { ticket: ticket(), enter: other }).catch(() => undefined);
  };
  return {
    key,
    menu: [{ label: message(other === 'line' ? 'composeEnterLine' : 'composeEnterEncrypts'), onChoose: change }],
  };
}
