import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { ContactRow, RequestRow } from '../../rpc/index.ts';
import {
  Button,
  Card,
  dateOf,
  Empty,
  Failure,
  Heading,
  IconButton,
  Screen,
  useAction,
  useQuestion,
  Waiting,
} from '../kit/index.ts';

interface RequestsProps {
  onAccepted: (contact: ContactRow) => void;
}

/** First messages of people who aren't known. Nothing was fetched for them, and nobody hears whether one looks. */
export function Requests({ onAccepted }: RequestsProps): JSX.Element {
  const { answer: requests, error, again } = useQuestion('requests.list', {}, ['messages', 'contacts', 'status']);
  if (!requests) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (requests.length === 0) return <Empty icon="person" title={message('requestsNone')} />;
  return (
    <div class="stack">
      <p class="muted small">{message('requestsText')}</p>
      {requests.map((request) => (
        <Request key={request.id} request={request} onAccepted={onAccepted} />
      ))}
    </div>
  );
}

function Request({ request, onAccepted }: { request: RequestRow } & RequestsProps): JSX.Element {
  const { id, name, store, at } = request;
  const accept = useAction(async () => {
    const { contact } = await call('requests.accept', { id });
    const person = (await call('contacts.list', {})).find((row) => row.id === contact);
    if (person) onAccepted(person);
  });
  const ignore = useAction(() => call('requests.decline', { id }));
  const error = accept.error ?? ignore.error;
  return (
    <Card>
      <div class="stack">
        <p>
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <br />
          <small class="muted">
            {dateOf(at)} · <bdi dir="ltr">{store}</bdi>
          </small>
        </p>
        <p class="small">{message('requestText')}</p>
        {error !== undefined && <Failure error={error} />}
        <div class="actions">
          <Button busy={ignore.busy} onClick={() => void ignore.run()}>
            {message('requestIgnore')}
          </Button>
          <Button kind="primary" busy={accept.busy} onClick={() => void accept.run()}>
            {message('requestAccept')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

/** The same as a screen of the popup. */
export function RequestScreen({ back, onAccepted }: RequestsProps & { back: () => void }): JSX.Element {
  return (
    <Screen
      head={
        <div class="conversation-head">
          <IconButton icon="back" label={message('kitBack')} onClick={back} />
          <Heading arrive>{message('requestsTitle')}</Heading>
        </div>
      }
    >
      <div class="popup-notice">
        <Requests onAccepted={onAccepted} />
      </div>
    </Screen>
  );
}
