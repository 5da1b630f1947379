import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { ContactLook, RequestLook, TrustView } from '../../rpc/index.ts';
import {
  Button,
  Card,
  Choice,
  dateAndTime,
  dateOf,
  Failure,
  Field,
  Heading,
  IconButton,
  Notice,
  Onward,
  useAction,
  useQuestion,
  written,
} from '../kit/index.ts';

type Held = Extract<TrustView, { holds: true }>;

/** On a contact's page: that a part of their way back lies here, what became of it, and where it is handed over. */
export function Trust({ contact, help }: { contact: ContactLook; help: () => void }): JSX.Element | null {
  const { id, name } = contact;
  const { answer: view, again } = useQuestion('trust.read', { contact: id }, ['contacts', 'messages']);
  const refuse = useAction(async () => {
    await call('trust.refuse', { contact: id });
    again();
  });
  if (!view?.holds) return null;
  const { asked } = view;
  return (
    <Card>
      <h2>{message('trustTitle', name)}</h2>
      <p class="small">{message('trustText', dateOf(view.cameAt), name, written(view.needed), written(view.of))}</p>
      {asked?.handedAt !== undefined && (
        <Notice icon="check">{message('trustHanded', dateAndTime(asked.handedAt))}</Notice>
      )}
      {asked && asked.handedAt === undefined && (
        <Notice>
          <p>{message('trustWaiting', dateAndTime(asked.handsAt), name)}</p>
          <Button busy={refuse.busy} onClick={() => void refuse.run()}>
            {message('trustRefuse')}
          </Button>
        </Notice>
      )}
      {refuse.error !== undefined && <Failure error={refuse.error} />}
      <p>
        <Button onClick={help}>{message('trustHelp', name)}</Button>
      </p>
    </Card>
  );
}

interface HelpProps {
  contact: ContactLook;
  back: () => void;
}

/** Somebody asks: the code that they told, who asks by it, and how sure one is. The button repeats the choice. */
export function HelpBackIn({ contact, back }: HelpProps): JSX.Element {
  const { id, name, state } = contact;
  const { answer: view } = useQuestion('trust.read', { contact: id }, ['contacts']);
  const [code, setCode] = useState('');
  const [found, keep] = useState<RequestLook>();
  const look = useAction(async () => keep(await call('trust.look', { contact: id, code })));
  const submit = (event: Event): void => {
    event.preventDefault();
    if (code.trim() !== '') void look.run();
  };
  return (
    <>
      <div class="contact-head">
        <IconButton icon="back" label={message('kitBack')} onClick={back} />
        <Heading arrive>{message('trustHelp', name)}</Heading>
      </div>
      <form class="stack" onSubmit={submit}>
        <Field
          label={message('trustCode', name)}
          hint={message('trustCodeHint')}
          mono
          value={code}
          onInput={(typed) => {
            setCode(typed);
            keep(undefined);
          }}
          autoFocus
        />
        {look.error !== undefined && <Failure error={look.error} />}
        {!found && (
          <Onward back={undefined}>
            <Button big kind="primary" busy={look.busy}>
              {message('trustLook')}
            </Button>
          </Onward>
        )}
      </form>
      {state !== 'compared' && <Notice kind="danger">{message('trustNotCompared', name)}</Notice>}
      {found && view?.holds && <Decide contact={contact} code={code} found={found} view={view} back={back} />}
    </>
  );
}

interface DecideProps extends HelpProps {
  code: string;
  found: RequestLook;
  view: Held;
}

function Decide({ contact: { id, name }, code, found, view, back }: DecideProps): JSX.Element {
  const [spoke, say] = useState(false);
  const hand = useAction(async () => {
    await call('trust.hand', { contact: id, code, spoke });
    back();
  });
  const refuse = useAction(async () => {
    await call('trust.refuse', { contact: id });
    back();
  });
  const needed = [written(view.needed), written(view.of)] as const;
  return (
    <div class="stack">
      <p role="status">{message('trustAsks', name, dateAndTime(found.since), ...needed)}</p>
      <fieldset class="stack">
        <legend class="hidden-text">{message('trustHow')}</legend>
        <Choice name="spoke" checked={spoke} onChoose={() => say(true)} title={message('trustSpoke', name)}>
          {message('trustSpokeText')}
        </Choice>
        <Choice name="spoke" checked={!spoke} onChoose={() => say(false)} title={message('trustWait')}>
          {message('trustWaitText', name)}
        </Choice>
      </fieldset>
      {hand.error !== undefined && <Failure error={hand.error} />}
      {refuse.error !== undefined && <Failure error={refuse.error} />}
      <div class="actions onward">
        <Button big kind="danger" busy={refuse.busy} onClick={() => void refuse.run()}>
          {message('trustRefuse')}
        </Button>
        <span class="spring" />
        <Button big kind="primary" busy={hand.busy} onClick={() => void hand.run()}>
          {message(spoke ? 'trustNow' : 'trustTomorrow')}
        </Button>
      </div>
    </div>
  );
}
