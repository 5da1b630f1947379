import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { ContactRow } from '../../rpc/index.ts';
import { Menu, useQuestion } from '../kit/index.ts';
import { PersonChip, standingOf } from '../people/index.ts';

/** Who may be asked for a key: everybody to whom something may go. */
export function useAskable(): readonly ContactRow[] {
  const { answer: people = [] } = useQuestion('contacts.list', {}, ['contacts', 'status']);
  return people.filter(({ state }) => state === 'compared' || state === 'not-compared');
}

interface WhomProps {
  people: readonly ContactRow[];
  chosen: ContactRow | undefined;
  choose: (person: ContactRow) => void;
}

/** A text doesn't say who wrote it: of several, the person says whom to ask. */
export function AskWhom({ people, chosen, choose }: WhomProps): JSX.Element | null {
  if (people.length < 2) return null;
  return (
    <div class="reveal-state">
      <p class="muted">{message('revealAskWhom')}</p>
      <div>
        <Menu
          label={message('revealAskChoose')}
          face={chosen ? <PersonChip of={chosen} /> : <span class="chip">{message('revealAskChoose')}</span>}
          items={people.map((person) => ({
            label: `${person.name} · ${standingOf(person)}`,
            icon: 'person' as const,
            onChoose: () => choose(person),
          }))}
        />
      </div>
    </div>
  );
}
