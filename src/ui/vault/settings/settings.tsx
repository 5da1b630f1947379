import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { Empty, Field, Heading, isEscape } from '../../kit/index.ts';
import { useStore } from '../../account/index.ts';
import type { PageState } from '../page-state.ts';
import { settingsSections } from '../route.ts';
import type { SettingsSection } from '../route.ts';
import { useShortcuts } from '../shortcuts.ts';
import { ActivitySettings } from './activity.tsx';
import { AboutSettings } from './about.tsx';
import { ChatPasswordSettings } from './locking/chat-password.tsx';
import { CopySettingsForm } from './copying.tsx';
import { DisguiseSettings } from './locking/disguise.tsx';
import { DeviceSettings } from './devices.tsx';
import { LinkSettings } from './link.tsx';
import { EraseSettings } from './erase.tsx';
import { OrganisationSettings } from './organisation.tsx';
import { LockSettings } from './locking/locks.tsx';
import { PasskeySettings } from './passkeys.tsx';
import { PasswordSettings } from './password.tsx';
import { PhraseSettings } from './phrase.tsx';
import { scrollTo } from './scroll-to.ts';
import { SecondFactorSettings } from './second-factor.tsx';
import { SessionSettings } from './sessions.tsx';
import { SiteSettings } from './sites.tsx';
import { StoreSettings } from './store.tsx';

interface Section {
  readonly title: MessageKey;
  /** Other words that people look for it by. */
  readonly words: MessageKey;
  /** Only where the vault is at a store. */
  readonly atStore?: true;
  readonly Body: (props: { pageState: PageState }) => JSX.Element | null;
}

const sections: Readonly<Record<SettingsSection, Section>> = {
  password: { title: 'settingsPassword', words: 'settingsPasswordWords', Body: PasswordSettings },
  passkeys: { title: 'settingsPasskeys', words: 'settingsPasskeysWords', Body: PasskeySettings },
  phrase: { title: 'settingsPhrase', words: 'settingsPhraseWords', Body: PhraseSettings },
  organisation: {
    title: 'recoveryOrganisation',
    words: 'settingsOrganisationWords',
    atStore: true,
    Body: OrganisationSettings,
  },
  store: { title: 'storeSettings', words: 'storeSettingsWords', Body: StoreSettings },
  'second-factor': {
    title: 'storeFactors',
    words: 'storeFactorsWords',
    atStore: true,
    Body: SecondFactorSettings,
  },
  link: { title: 'linkSettings', words: 'linkSettingsWords', atStore: true, Body: LinkSettings },
  devices: { title: 'devicesTitle', words: 'devicesWords', Body: DeviceSettings },
  sessions: { title: 'storeSessions', words: 'storeSessionsWords', atStore: true, Body: SessionSettings },
  activity: { title: 'activityTitle', words: 'activityWords', Body: ActivitySettings },
  'chat-password': { title: 'chatPasswordTitle', words: 'chatPasswordWords', Body: ChatPasswordSettings },
  locks: { title: 'settingsLocks', words: 'settingsLocksWords', Body: LockSettings },
  disguise: { title: 'disguiseTitle', words: 'disguiseWords', Body: DisguiseSettings },
  copying: { title: 'copyingTitle', words: 'copyingWords', Body: CopySettingsForm },
  sites: { title: 'settingsSites', words: 'settingsSitesWords', Body: SiteSettings },
  erase: { title: 'eraseTitle', words: 'eraseWords', Body: EraseSettings },
  about: { title: 'settingsAbout', words: 'settingsAboutWords', Body: AboutSettings },
};

/** All settings on one page; the search leaves those that match. */
export function Settings({ pageState }: { pageState: PageState }): JSX.Element {
  const [query, setQuery] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const route = pageState.router.route.value;
  const wanted = route.place === 'settings' ? route.section : undefined;
  const connected = useStore().answer?.connected === true;
  const shown = settingsSections.filter((name) => {
    const section = sections[name];
    return matches(section, query) && (connected || !section.atStore);
  });
  useShortcuts({ '/': () => search.current?.select() });
  useEffect(() => {
    const section = wanted && document.getElementById(`settings-${wanted}`);
    if (!section) return undefined;
    const left = new AbortController();
    scrollTo(section, left.signal);
    section.querySelector('h2')?.focus();
    return () => left.abort();
  }, [wanted, connected]);
  return (
    <main class="vault-settings">
      <div class="vault-settings-head">
        <Heading>{message('settingsTitle')}</Heading>
        <div onKeyDown={(event) => leaveSearch(event, query, setQuery)}>
          <Field
            type="search"
            icon="search"
            label={message('settingsSearch')}
            labelHidden
            placeholder={message('settingsSearch')}
            value={query}
            onInput={setQuery}
            inputRef={search}
            end={query === '' ? <kbd aria-hidden="true">/</kbd> : undefined}
          />
        </div>
      </div>
      {shown.map((name) => (
        <SettingsCard key={name} name={name} section={sections[name]} pageState={pageState} />
      ))}
      {shown.length === 0 && (
        <Empty icon="search" title={message('settingsNoneTitle')}>
          <p>{message('settingsNoneText')}</p>
        </Empty>
      )}
    </main>
  );
}

interface SettingsCardProps {
  name: SettingsSection;
  section: Section;
  pageState: PageState;
}

function SettingsCard({ name, section: { title, Body }, pageState }: SettingsCardProps): JSX.Element {
  const id = `settings-${name}`;
  return (
    <section class="card" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} tabIndex={-1}>
        {message(title)}
      </h2>
      <Body pageState={pageState} />
    </section>
  );
}

function matches({ title, words }: Section, query: string): boolean {
  const text = `${message(title)} ${message(words)}`.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Escape empties the field before it leaves it. */
function leaveSearch(event: KeyboardEvent, query: string, setQuery: (query: string) => void): void {
  if (!isEscape(event) || !(event.target instanceof HTMLElement)) return;
  event.preventDefault();
  if (query === '') event.target.blur();
  else setQuery('');
}
