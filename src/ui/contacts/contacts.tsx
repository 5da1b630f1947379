import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { ContactRow } from '../../rpc/index.ts';
import { Button, Card, Empty, Failure, Field, Heading, List, Row, useQuestion, Waiting } from '../kit/index.ts';
import { Answers, Asks, Found, Requests } from '../messages/index.ts';
import { ComparedMark, standingOf } from '../people/index.ts';
import { AddContact } from './add-contact.tsx';
import { Contact } from './contact.tsx';
import { MyCard } from './my-card.tsx';

interface ContactsProps {
  /** The one that is open. */
  contact: string | undefined;
  open: (contact: string | undefined) => void;
}

/** In the address, in the place of a contact: a card was handed to this page. */
const HANDED = 'card';

/** Everybody, or one of them. */
export function Contacts({ contact, open }: ContactsProps): JSX.Element {
  const { answer: people, error, again } = useQuestion('contacts.list', {}, ['contacts', 'items', 'status']);
  if (!people) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (contact === HANDED) return <Everybody people={people} open={open} isHanded />;
  if (contact !== undefined) return <Contact key={contact} id={contact} back={() => open(undefined)} />;
  return <Everybody people={people} open={open} />;
}

/** People who wrote and aren't known; nothing where there are none. */
function WaitingRequests({ open }: { open: ContactsProps['open'] }): JSX.Element | null {
  const { answer } = useQuestion('requests.list', {}, ['messages', 'contacts', 'status']);
  if (!answer || answer.length === 0) return null;
  return (
    <Card title={message('requestsTitle')}>
      <Requests onAccepted={({ id }) => open(id)} />
    </Card>
  );
}

interface EverybodyProps {
  people: readonly ContactRow[];
  open: ContactsProps['open'];
  isHanded?: boolean;
}

function Everybody({ people, open, isHanded = false }: EverybodyProps): JSX.Element {
  const [doing, begin] = useState<'add' | 'card' | undefined>(isHanded ? 'add' : undefined);
  const [query, setQuery] = useState('');
  const wanted = query.trim();
  return (
    <>
      <div class="vault-settings-head">
        <Heading>{message('contactsTitle')}</Heading>
        <p class="muted">{message('contactsText')}</p>
      </div>
      <div class="line">
        <Button kind={doing === undefined ? 'primary' : 'plain'} icon="plus" onClick={() => begin('add')}>
          {message('contactsAdd')}
        </Button>
        <Button icon="qr" onClick={() => begin('card')}>
          {message('contactsMyCard')}
        </Button>
      </div>
      {doing === 'add' && <AddContact isHanded={isHanded} onAdded={open} onClose={() => begin(undefined)} />}
      {doing === 'card' && <MyCard onClose={() => begin(undefined)} />}
      <Answers open={open} />
      <Asks />
      <WaitingRequests open={open} />
      {people.length > 0 && (
        <Field
          type="search"
          icon="search"
          label={message('messagesSearch')}
          labelHidden
          placeholder={message('messagesSearch')}
          value={query}
          onInput={setQuery}
        />
      )}
      {wanted !== '' && (
        <Card>
          <Found query={wanted} show={({ id }) => open(id)} />
        </Card>
      )}
      {people.length === 0 && doing === undefined ? (
        <Empty icon="person" title={message('contactsNoneTitle')}>
          <p>{message('contactsNoneText')}</p>
        </Empty>
      ) : (
        people.length > 0 &&
        wanted === '' && (
          <Card>
            <List title={message('contactsTitle')} titleHidden>
              {people.map((person) => (
                <Row
                  key={person.id}
                  letter={person.name.slice(0, 1).toLocaleUpperCase()}
                  title={<bdi>{person.name}</bdi>}
                  detail={standingOf(person)}
                  mark={<ComparedMark of={person} />}
                  onOpen={() => open(person.id)}
                />
              ))}
            </List>
          </Card>
        )
      )}
    </>
  );
}
