import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { ContactRow, InputOf } from '../../rpc/index.ts';
import { Button, Card, Notice } from '../kit/index.ts';
import { SavePlain } from '../proof/index.ts';

type Form = InputOf<'conversations.export'>['as'];

/** What was written with a contact, as a file that anybody can read: never without a question. */
export function SaveConversation({ contact }: { contact: ContactRow }): JSX.Element {
  const [asking, ask] = useState<Form>();
  const [name, setName] = useState<string>();
  return (
    <Card title={message('saveConversation')}>
      <div class="stack">
        <p class="muted">{message('saveConversationText', contact.name)}</p>
        <div class="line">
          <Button kind="danger" icon="download" onClick={() => ask('text')}>
            {message('saveConversationPlain')}
          </Button>
          <Button kind="danger" icon="download" onClick={() => ask('json')}>
            {message('saveConversationJson')}
          </Button>
        </div>
        {name !== undefined && <Notice kind="danger">{message('exportPlainSaved', name)}</Notice>}
        {asking && <Ask contact={contact} as={asking} onSaved={setName} onClose={() => ask(undefined)} />}
      </div>
    </Card>
  );
}

interface AskProps {
  contact: ContactRow;
  as: Form;
  onSaved: (name: string) => void;
  onClose: () => void;
}

function Ask({ contact: { id, name }, as, ...rest }: AskProps): JSX.Element {
  const words = { own: message('conversationMe'), unseen: message('textUnseen') };
  return (
    <SavePlain read={(after) => call('conversations.export', { id, as, words, ...after })} {...rest}>
      <Notice kind="danger">{message('saveConversationRisk', name)}</Notice>
    </SavePlain>
  );
}
