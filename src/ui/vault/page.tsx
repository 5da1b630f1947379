import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { Status } from '../../rpc/index.ts';
import { Brand, counted, Failure, Heading, LinkButton, Notice, useQuestion, Waiting } from '../kit/index.ts';
import type { ConnectWish } from '../account/index.ts';
import { Connect, Knows, UnlockOrSignIn } from '../account/index.ts';
import { KitPage } from '../setup/index.ts';
import {
  AfterLine,
  AfterRecovery,
  Alarm,
  AnswersSetUp,
  Asked,
  Drill,
  Ladder,
  Losses,
  LossesLink,
  OrganisationSetUp,
  Reminder,
  TrusteesSetUp,
} from '../recovery/index.ts';
import type { PageState } from './page-state.ts';
import { hashOf } from './route.ts';
import { ContactsPlace } from './contacts-place.tsx';
import { DeviceLine } from './device-line.tsx';
import { DuplicatesPlace } from './duplicates/place.tsx';
import { Items } from './items.tsx';
import { Navigation } from './navigation.tsx';
import { Settings } from './settings/settings.tsx';
import { Withheld } from './withheld.tsx';
import { TransferPlace } from './transfer/place.tsx';

/** What the page shows follows from the vault's state, and then from the address. */
export function VaultPage({ pageState }: { pageState: PageState }): JSX.Element {
  const { answer: status, error, again } = useQuestion('status', {}, ['status']);
  useLock(pageState, status);
  const route = pageState.router.route.value;
  const { place } = route;
  if (place === 'store-knows') return <Plain back="vault.html#settings/store" body={<Knows />} />;
  if (place === 'losses') return <Plain back="vault.html#recovery" body={<Losses />} />;
  if (!status) {
    return <Alone>{error === undefined ? <Waiting /> : <Failure error={error} again={again} />}</Alone>;
  }
  if (status.vault === 'none') return <NoVault />;
  if (status.lock === 'locked') return <Locked pageState={pageState} status={status} again={again} />;
  if (route.place === 'connect') return <Connecting pageState={pageState} wish={route.wish} />;
  if (place === 'answers') return <Steps body={<AnswersSetUp />} />;
  if (place === 'trustees') return <Steps body={<TrusteesSetUp />} />;
  if (place === 'organisation') return <Steps body={<OrganisationSetUp />} />;
  if (place === 'recovered') return <Steps body={<AfterRecovery />} />;
  if (place === 'drill') return <Steps body={<Drill />} />;
  if (place === 'kit') return <PrintedKit pageState={pageState} />;
  return (
    <div class="vault">
      <Navigation pageState={pageState} />
      <div class="vault-place">
        <DeviceLine />
        <Alarm />
        <AfterLine />
        <Reminder />
        <Place pageState={pageState} />
      </div>
    </div>
  );
}

function Place({ pageState }: { pageState: PageState }): JSX.Element {
  const route = pageState.router.route.value;
  const { place } = route;
  if (place === 'settings') return <Settings pageState={pageState} />;
  if (place === 'recovery') {
    return (
      <main class="vault-settings">
        <Ladder />
      </main>
    );
  }
  if (place === 'duplicates') return <DuplicatesPlace pageState={pageState} />;
  if (route.place === 'contacts') return <ContactsPlace pageState={pageState} contact={route.contact} />;
  return place === 'transfer' ? <TransferPlace /> : <Items pageState={pageState} />;
}

/**
 * At a lock the page begins anew, so that nothing it showed stays in its memory; unless something typed is not saved yet:
 * that is kept until the next unlock, which saves it. There is none where the vault was taken from this browser.
 */
function useLock(pageState: PageState, status: Status | undefined): void {
  const { lock, vault } = status ?? {};
  const before = useRef(lock);
  useEffect(() => {
    const was = before.current;
    before.current = lock;
    if (lock === undefined) return;
    if (lock !== 'locked') void pageState.drafts.flush();
    else if (was !== undefined && was !== 'locked' && pageState.drafts.unsaved.value.length === 0) {
      // Whoever comes here by the address finds the way in; whoever left it open finds a calculator.
      if (status?.isHidden) location.replace('popup.html');
      else location.reload();
    }
  }, [pageState, lock]);
  useEffect(() => {
    if (vault === 'none' && pageState.drafts.unsaved.value.length > 0) location.reload();
  }, [pageState, vault]);
}

function Alone({ children }: { children: JSX.Element }): JSX.Element {
  return (
    <div class="vault-alone">
      <header>
        <Brand />
      </header>
      <main>{children}</main>
    </div>
  );
}

/** The steps to a store. Where they end is no place to go back to. */
function Connecting({ pageState, wish }: { pageState: PageState; wish: ConnectWish }): JSX.Element {
  const end = (): void => pageState.router.correct({ place: 'settings', section: 'store' });
  return <Steps body={<Connect key={wish} wish={wish} onEnded={end} />} />;
}

/** Steps that are a page of their own. Whoever is in the middle of them is told all the same who asks for this vault. */
function Steps({ body }: { body: JSX.Element }): JSX.Element {
  return (
    <div class="vault-alone">
      <header>
        <Brand />
      </header>
      <main class="steps">
        <Alarm />
        {body}
      </main>
    </div>
  );
}

/** The recovery kit before it is printed. */
function PrintedKit({ pageState }: { pageState: PageState }): JSX.Element {
  const phrase = { place: 'settings', section: 'phrase' } as const;
  return <Steps body={<KitPage toPhrase={hashOf(phrase)} onBack={() => pageState.router.correct(phrase)} />} />;
}

/** Read by anybody, also before there is a vault. */
function Plain({ back, body }: { back: string; body: JSX.Element }): JSX.Element {
  return (
    <div class="vault-alone">
      <header class="line">
        <Brand />
        <span class="spring" />
        <LinkButton href={back}>{message('vaultPlainBack')}</LinkButton>
      </header>
      <main class="wide">{body}</main>
    </div>
  );
}

function Locked({
  pageState,
  status,
  again,
}: {
  pageState: PageState;
  status: Status;
  again: () => void;
}): JSX.Element {
  if (status.withheldUntil !== undefined) {
    return (
      <Alone>
        <Withheld status={status} until={status.withheldUntil} />
      </Alone>
    );
  }
  const unsaved = pageState.drafts.unsaved.value.length;
  return (
    <Alone>
      <div class="stack">
        <Asked isLocked />
        {unsaved > 0 && <Notice>{counted('vaultUnsaved', unsaved)}</Notice>}
        <UnlockOrSignIn status={status} onUnlocked={again} />
        <p class="center">
          <LossesLink />
        </p>
      </div>
    </Alone>
  );
}

function NoVault(): JSX.Element {
  return (
    <Alone>
      <div class="unlock">
        <Heading>{message('vaultNoneTitle')}</Heading>
        <p class="muted">{message('vaultNoneText')}</p>
        <LinkButton big kind="primary" href="welcome.html">
          {message('vaultNoneStart')}
        </LinkButton>
        <p class="center">
          <LossesLink />
        </p>
      </div>
    </Alone>
  );
}
