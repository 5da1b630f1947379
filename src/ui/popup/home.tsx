import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import {
  Button,
  counted,
  Failure,
  Field,
  isComposed,
  IconButton,
  isEnter,
  isEscape,
  Menu,
  Notice,
  Screen,
  useAction,
  useQuestion,
} from '../kit/index.ts';
import { StoreLine } from '../account/index.ts';
import { PopupAlarm } from './alarm.tsx';
import { FillOutcome } from './fill/fill-outcome.tsx';
import { useCodeNext } from './fill/use-code-next.ts';
import { useFill } from './fill/use-fill.ts';
import { firstPage } from './first-page.ts';
import { addressOf } from './here.ts';
import { looksArmored } from './read-text.tsx';
import { Places } from './places.tsx';
import { Results } from './results.tsx';
import { copyField, undone } from './row-actions.ts';
import type { Said } from './row-actions.ts';
import { SaidLine } from './said-line.tsx';
import { WaitingOffers } from './save/waiting.tsx';
import { Site, siteItem, useSite } from './site.tsx';
import { usePageLogins } from './use-page-logins.ts';

interface HomeProps {
  /** Opens a page of ours beside the popup, which then closes. */
  open: (page: string) => void;
  generate: () => void;
  showMessages: () => void;
  messagesLocked: boolean;
  unlockMessages: () => void;
  /** Shows an item in the popup. */
  show: (id: string) => void;
  /** Goes on with an armored text that is pasted. */
  read: (armored: string) => void;
  /** Goes on with a QR code of the page. */
  takeCode: () => void;
}

/** The popup's home: a search field, what it found, and the ways on from here. */
export function Home(props: HomeProps): JSX.Element {
  const { open, generate, showMessages, messagesLocked, unlockMessages, show, read, takeCode } = props;
  const [query, setQuery] = useState('');
  const [limit, setLimit] = useState(firstPage.limit);
  const [chosen, choose] = useState(0);
  const search = useRef<HTMLInputElement>(null);
  const found = useQuestion('items.search', { ...firstPage, query, limit }, ['items']);
  const site = useSite();
  const page = usePageLogins();
  const copying = useQuestion('copying.read', {}, ['clipboard']);
  const [said, say] = useState<Said>();
  const act = useAction(async (work: () => Promise<Said | undefined>) => say(await work()));
  const filler = useFill();
  useCodeCopied(say);
  const codeNext = useCodeNext();
  const here = page.answer?.site;
  const offers = useQuestion('save.offers', {}, ['saves', 'items']);
  const waiting = query === '' ? (offers.answer?.offers ?? []) : [];
  const newLogin = (): void => open(`vault.html#new/login${here ? `/${encodeURIComponent(addressOf(here))}` : ''}`);
  const lock = useAction(() => call('lock', {}));
  useSlashFor(search);
  const all = useQuestion('items.search', { query: '', in: 'all', offset: 0, limit: 1 }, ['items']);
  const total = all.answer?.total ?? 0;

  return (
    <Screen
      title={message('popupVault')}
      actions={
        <>
          <IconButton icon="plus" label={message('popupNewLogin')} onClick={newLogin} />
          <span class="only-high">
            <IconButton icon="qr" label={message('popupCode')} onClick={takeCode} />
          </span>
          <span class="only-high">
            <IconButton icon="eye" label={message('popupRead')} onClick={() => read('')} />
          </span>
          <span class="only-high">
            <IconButton icon="lock" label={message('popupLock')} onClick={() => void lock.run()} />
          </span>
          <span class="only-low">
            <Menu
              label={message('popupMoreHere')}
              items={[
                ...(site ? [siteItem(site)] : []),
                { label: message('popupCode'), icon: 'qr', onChoose: takeCode },
                { label: message('popupRead'), icon: 'eye', onChoose: () => read('') },
                { label: message('popupLock'), icon: 'lock', onChoose: () => void lock.run() },
              ]}
            />
          </span>
        </>
      }
      below={
        <div onKeyDown={(event) => leaveSearch(event, query, setQuery)} onFocusIn={() => choose(0)}>
          <Field
            type="search"
            icon="search"
            label={message('popupSearch')}
            labelHidden
            placeholder={total === 0 ? message('popupSearch') : message('popupSearchAll', counted('items', total))}
            value={query}
            onInput={(value) => {
              if (looksArmored(value)) read(value);
              setQuery(value);
              setLimit(firstPage.limit);
            }}
            inputRef={search}
            autoFocus
            end={query === '' ? <kbd aria-hidden="true">/</kbd> : undefined}
          />
        </div>
      }
      footer={
        <>
          {site && (
            <div class="only-high">
              <Site site={site} />
            </div>
          )}
          <Places
            current="vault"
            vault={() => open('vault.html')}
            messages={showMessages}
            generate={generate}
            settings={() => open('vault.html#settings')}
          />
        </>
      }
    >
      <PopupAlarm open={open} />
      <div class="popup-notice">
        <StoreLine open={open} />
      </div>
      {messagesLocked && (
        <div class="popup-notice">
          <Notice icon="clock">
            <p>{message('popupMessagesLocked')}</p>
            <Button onClick={unlockMessages}>{message('popupMessagesUnlock')}</Button>
          </Notice>
        </div>
      )}
      {site?.refused && (
        <div class="only-low">
          <Notice>{message('popupSiteRefused')}</Notice>
        </div>
      )}
      {lock.error !== undefined && <Failure error={lock.error} />}
      <WaitingOffers offers={waiting} chosen={chosen} act={(work) => void act.run(work)} />
      <Results
        asked={found}
        page={page}
        // Whatever stands above the list is known before: nothing moves once it is there.
        isReady={page.isDrawn && codeNext.isKnown && (offers.answer !== undefined || offers.error !== undefined)}
        codeNext={codeNext.next}
        query={query}
        chosenAction={copying.answer?.mainAction ?? 'password'}
        hands={{ open, show, fill: filler.fill, act: (work) => void act.run(work) }}
        newLogin={newLogin}
        before={waiting.length}
        more={() => setLimit(limit + firstPage.limit)}
        chosen={chosen}
        choose={choose}
      />
      <div class="popup-outcome">
        {act.error !== undefined && <Failure error={act.error} />}
        <FillOutcome
          filler={filler}
          remedies={{
            copy: (item) => void act.run(() => copyField(item, 'password')),
            change: ({ id }) => open(`vault.html#item/${id}`),
          }}
        />
      </div>
      <SaidLine said={said} undo={() => void act.run(() => undone(said))} />
    </Screen>
  );
}

/** Somebody whose password was copied comes back for the code. */
function useCodeCopied(say: (said: Said) => void): void {
  useEffect(() => {
    void call('items.copyNext', {}).then(
      ({ title }) => title !== undefined && say({ text: message('popupCopiedCode', title) }),
      () => undefined,
    );
  }, []);
}

/** `/` goes to the search field from everywhere but a field. */
function useSlashFor(field: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const listening = new AbortController();
    const hear = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', hear, { signal: listening.signal });
    return () => listening.abort();
  }, []);
}

/** From the field: down to the first row, Enter opens it, Escape empties the field before it closes the popup. */
function leaveSearch(event: KeyboardEvent, query: string, setQuery: (query: string) => void): void {
  if (isComposed(event)) return;
  const first = document.querySelector<HTMLElement>('.row-main');
  if (isEscape(event) && query !== '') setQuery('');
  else if (event.key === 'ArrowDown' && first) first.focus();
  else if (isEnter(event) && first) first.click();
  else return;
  event.preventDefault();
}
