import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { ContactRow } from '../../rpc/index.ts';
import { Menu, useQuestion } from '../kit/index.ts';
import { PersonChip, standingOf } from '../people/index.ts';

/** So many people a text goes to at most. */
const MOST = 32;

interface RecipientsProps {
  /** Nobody: for oneself. */
  to: readonly ContactRow[];
  choose: (to: readonly ContactRow[]) => void;
  /** Somebody is to be invited whose name is asked for; undefined: nobody can be. */
  invite: (() => void) | undefined;
  /** Has the window come up in which a channel is made. */
  makeChannel: () => void;
}

/** Who can read what is written here, always to be seen. Only the person changes it. */
export function Recipients({ to, choose, invite, makeChannel }: RecipientsProps): JSX.Element {
  const { answer: people = [] } = useQuestion('contacts.list', {}, ['contacts', 'status']);
  const { channels, wait } = useChannels(choose);
  const myself = message('composeForMyself');
  const contacts = to.filter(({ state }) => state !== 'invited' && state !== 'channel');
  const isChosen = (person: ContactRow): boolean => contacts.some(({ id }) => id === person.id);
  const open = people.filter((person) => person.state !== 'blocked' && !isChosen(person));
  return (
    <>
      <span id="composeTo">{message('composeTo')}</span>
      <Menu
        label={message('composeChoose')}
        face={to.length > 0 ? <Faces of={to} /> : <span class="chip">{myself}</span>}
        items={[
          { label: myself, icon: 'key', onChoose: () => choose([]) },
          ...contacts.map((person) => ({
            label: message('composeTakeAway', person.name),
            icon: 'close' as const,
            onChoose: () => choose(contacts.filter(({ id }) => id !== person.id)),
          })),
          ...(contacts.length < MOST ? open : []).map((person) => ({
            label: `${person.name} · ${standingOf(person)}`,
            icon: contacts.length > 0 ? ('plus' as const) : ('person' as const),
            onChoose: () => choose([...contacts, person]),
          })),
          // A channel is read by all who share its password, and by nobody beside them.
          ...(contacts.length === 0 ? channels : []).map((one) => ({
            label: `${one.name} · ${standingOf(one)}`,
            icon: 'lock' as const,
            onChoose: () => choose([one]),
          })),
          {
            label: message('composeNewChannel'),
            icon: 'plus' as const,
            onChoose: () => {
              wait();
              makeChannel();
            },
          },
          ...(invite && contacts.length === 0
            ? [{ label: message('composeInvite'), icon: 'plus' as const, onChoose: invite }]
            : []),
        ]}
      />
    </>
  );
}

/** A chip each, as far as there is room for them. */
function Faces({ of }: { of: readonly ContactRow[] }): JSX.Element {
  return (
    <span class="chips">
      {of.map((person) => (
        <PersonChip key={person.id} of={person} />
      ))}
    </span>
  );
}

/** The channels there are; one that is made after `wait` is chosen once it is there: it was made for this. */
function useChannels(choose: RecipientsProps['choose']): {
  readonly channels: readonly ContactRow[];
  readonly wait: () => void;
} {
  const { answer: rows } = useQuestion('channels.list', {}, ['messages', 'status']);
  const channels = (rows ?? []).map(({ id, name }): ContactRow => ({ id, name, state: 'channel' }));
  const before = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    const made = before.current && channels.find(({ id }) => before.current?.has(id) === false);
    if (!made) return;
    before.current = undefined;
    choose([made]);
  }, [rows]);
  return {
    channels,
    wait: () => {
      // Not before they are known: any of them would look as if it was made just now.
      before.current = rows && new Set(channels.map(({ id }) => id));
    },
  };
}
