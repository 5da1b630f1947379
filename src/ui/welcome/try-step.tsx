import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { LinkButton } from '../kit/index.ts';
import { Page } from './page.tsx';

/** Served by `npm start`, to this computer only. */
const practicePage = 'http://127.0.0.1:4880/';

/** The shortcut that the manifest suggests. */
const shortcut = 'Alt+Shift+E';

/** The end of the beginning: a page to practise on and a first note. */
export function TryStep(): JSX.Element {
  return (
    <Page step="try" title={message('welcomeTryTitle')} text={message('welcomeTryText')}>
      <ol class="tries">
        <li>{message('welcomeTryPin')}</li>
        <li>{message('welcomeTryField', shortcut)}</li>
        <li>{message('welcomeTryNote')}</li>
      </ol>
      <div class="actions">
        <LinkButton big href="vault.html#new">
          {message('welcomeFirstNote')}
        </LinkButton>
        <LinkButton big kind="primary" icon="open" newTab href={practicePage}>
          {message('welcomePractice')}
        </LinkButton>
      </div>
      <p class="muted small end">{message('welcomePracticeText')}</p>
    </Page>
  );
}
