import type { JSX } from 'preact';
import { Contacts } from '../contacts/index.ts';
import type { PageState } from './page-state.ts';

interface ContactsPlaceProps {
  pageState: PageState;
  contact: string | undefined;
}

/** The people of this vault, as a place of its page. */
export function ContactsPlace({ pageState, contact }: ContactsPlaceProps): JSX.Element {
  const open = (next: string | undefined): void =>
    pageState.router.go({ place: 'contacts', ...(next === undefined ? {} : { contact: next }) });
  return (
    <main class="vault-settings">
      <Contacts contact={contact} open={open} />
    </main>
  );
}
