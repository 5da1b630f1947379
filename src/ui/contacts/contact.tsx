import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { ContactLook } from '../../rpc/index.ts';
import {
  Button,
  Card,
  dateOf,
  Dialog,
  Failure,
  Heading,
  IconButton,
  RenameDialog,
  useAction,
  useQuestion,
  Waiting,
} from '../kit/index.ts';
import { ComparedMark, standingOf } from '../people/index.ts';
import { Closed } from './closed.tsx';
import { Compare } from './compare.tsx';
import { newsLine } from './news.ts';
import { SaveConversation } from './save-conversation.tsx';
import { HelpBackIn, Trust } from './trust.tsx';

type Doing = 'compare' | 'help' | 'rename' | 'delete';

interface ContactProps {
  id: string;
  back: () => void;
}

/** One contact: how they stand, what became of their devices, and what can be done. */
export function Contact({ id, back }: ContactProps): JSX.Element {
  const { answer: look, error, again } = useQuestion('contacts.read', { id }, ['contacts', 'items']);
  const [doing, begin] = useState<Doing>();
  const done = (): void => begin(undefined);
  if (!look) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  if (doing === 'compare') return <Compare contact={look} back={done} />;
  if (doing === 'help') return <HelpBackIn contact={look} back={done} />;
  return (
    <>
      <div class="contact-head">
        <IconButton icon="back" label={message('kitBack')} onClick={back} />
        <Heading arrive>
          <bdi>{look.name}</bdi> <ComparedMark of={look} />
        </Heading>
      </div>
      {look.state === 'closed' && <Closed contact={look} compare={() => begin('compare')} />}
      <Card>
        <dl class="contact-facts">
          <dt>{message('contactStanding')}</dt>
          <dd>{standingOf(look)}</dd>
          {look.cardName !== look.name && (
            <>
              <dt>{message('contactCardName')}</dt>
              <dd>
                <bdi>{look.cardName}</bdi>
              </dd>
            </>
          )}
          <dt>{message('contactStore')}</dt>
          <dd dir="ltr">{look.store}</dd>
          <dt>{message('contactSince')}</dt>
          <dd>{dateOf(look.addedAt)}</dd>
        </dl>
        {look.news.map((news) => (
          <p key={news.at} class="muted small">
            {newsLine(look.name, news)}
          </p>
        ))}
        <Deeds look={look} begin={begin} />
      </Card>
      <Trust contact={look} help={() => begin('help')} />
      <SaveConversation contact={look} />
      {doing === 'rename' && <Rename look={look} onClose={done} />}
      {doing === 'delete' && <Delete look={look} onDeleted={back} onClose={done} />}
    </>
  );
}

function Deeds({ look, begin }: { look: ContactLook; begin: (what: Doing) => void }) {
  const isBlocked = look.state === 'blocked';
  const block = useAction(() => call('contacts.block', { id: look.id, block: !isBlocked }));
  return (
    <>
      {block.error !== undefined && <Failure error={block.error} />}
      <div class="line">
        {(look.state === 'not-compared' || look.state === 'compared') && (
          <Button
            {...(look.state === 'not-compared' ? { kind: 'primary' as const } : {})}
            icon="check"
            onClick={() => begin('compare')}
          >
            {message(look.state === 'compared' ? 'contactCompareAgain' : 'contactCompare')}
          </Button>
        )}
        <Button icon="pen" onClick={() => begin('rename')}>
          {message('contactRename')}
        </Button>
        <Button kind={isBlocked ? 'plain' : 'danger'} busy={block.busy} onClick={() => void block.run()}>
          {message(isBlocked ? 'contactUnblock' : 'contactBlock')}
        </Button>
        <Button kind="danger" icon="trash" onClick={() => begin('delete')}>
          {message('contactDelete')}
        </Button>
      </div>
      <p class="muted small">{message(isBlocked ? 'contactBlockedText' : 'contactBlockText')}</p>
    </>
  );
}

function Rename({ look, onClose }: { look: ContactLook; onClose: () => void }): JSX.Element {
  const rename = useAction(async (name: string) => {
    await call('contacts.rename', { id: look.id, name });
    onClose();
  });
  return <RenameDialog name={look.name} rename={rename} onClose={onClose} />;
}

interface DeleteProps {
  look: ContactLook;
  onDeleted: () => void;
  onClose: () => void;
}

function Delete({ look, onDeleted, onClose }: DeleteProps): JSX.Element {
  const work = useAction(async () => {
    await call('contacts.delete', { id: look.id });
    onDeleted();
  });
  return (
    <Dialog
      title={message('contactDeleteTitle', look.name)}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            {message('kitCancel')}
          </Button>
          <Button kind="danger" busy={work.busy} onClick={() => void work.run()}>
            {message('contactDelete')}
          </Button>
        </>
      }
    >
      <p>{message('contactDeleteText')}</p>
      {work.error !== undefined && <Failure error={work.error} />}
    </Dialog>
  );
}
