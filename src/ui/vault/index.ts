/*
 * The vault page, a full tab: notes with search, editor, history and trash, and all settings. It asks by rpc, shows what it
 * is told, and holds on to what is typed until the background has stored it.
 */
import { h } from 'preact';
import { message } from '../../platform/index.ts';
import { mount } from '../kit/index.ts';
import { PageState } from './page-state.ts';
import { kindPanes } from './kinds/index.ts';
import { VaultPage } from './page.tsx';

export function openVaultPage(kinds = kindPanes): void {
  // The page's own life: nothing stops listening before the window is gone.
  const pageState = new PageState(window, new AbortController().signal, kinds);
  mount(() => h(VaultPage, { pageState }), message('vaultTitle'));
}
