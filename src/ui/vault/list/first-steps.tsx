import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { Icon } from '../../kit/index.ts';
import type { IconName } from '../../kit/index.ts';
import { hashOf, newItem } from '../route.ts';

const steps: readonly {
  readonly icon: IconName;
  readonly href: string;
  readonly title: MessageKey;
  readonly text: MessageKey;
}[] = [
  { icon: 'download', href: hashOf({ place: 'transfer' }), title: 'firstImport', text: 'firstImportText' },
  { icon: 'globe', href: hashOf({ place: 'settings', section: 'sites' }), title: 'firstSites', text: 'firstSitesText' },
  { icon: 'note', href: hashOf(newItem('note')), title: 'firstNote', text: 'firstNoteText' },
];

/** In an empty vault: the ways in which things come into it. */
export function FirstSteps(): JSX.Element {
  return (
    <ul class="vault-first card" role="list">
      {steps.map(({ icon, href, title, text }) => (
        <li key={title}>
          <a class="vault-first-step" href={href}>
            <Icon name={icon} />
            <span>
              <strong>{message(title)}</strong>
              <small>{message(text)}</small>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
