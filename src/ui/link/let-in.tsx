import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { OldLinkState } from '../../rpc/index.ts';
import { isLinkCode } from '../../typed/index.ts';
import { Button, codeOf, Failure, Field, Notice, sentenceFor, useAction, Waiting } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { pixelsOf, QrSources, scan } from '../qr/index.ts';
import type { Wanted } from '../qr/index.ts';
import { fromStore } from '../signin/index.ts';
import { LinkNumber } from './number.tsx';
import { TimeLeft } from './time-left.tsx';
import { useLinking } from './use-linking.ts';

const howFar = (ticket: string): Promise<OldLinkState> => call('link.asked', { ticket });
const linkCode: Wanted = { isIt: isLinkCode, other: 'qr-no-link' };

/** Lets a new browser in: reads the code that it shows, and has a person choose its number. Going away ends it on both sides. */
export function LetIn(): JSX.Element {
  const [ticket, setTicket] = useState<string>();
  const state = useLinking(howFar, ticket);
  const open = useRef<string | undefined>(undefined);
  const read = useProvedAction(async (code: string) => {
    open.current = (await call('link.read', { code })).ticket;
    setTicket(open.current);
  });
  const again = (): void => {
    refuse(open);
    setTicket(undefined);
    read.clear();
  };
  useEffect(() => () => refuse(open), []);
  if (ticket === undefined) {
    return (
      <>
        <ReadStep busy={read.busy} error={read.error} onCode={(code) => void read.run(code)} onInput={read.clear} />
        {read.dialog}
      </>
    );
  }
  return <Course ticket={ticket} state={state} onAgain={again} />;
}

interface ReadStepProps {
  busy: boolean;
  error: unknown;
  onCode: (code: string) => void;
  onInput: () => void;
}

function ReadStep({ busy, error, onCode, onInput }: ReadStepProps): JSX.Element {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const look = useAction(async (picture: Promise<Blob>) =>
    onCode(await scan(await pixelsOf(await picture), 'still', linkCode)),
  );
  const clear = (): void => {
    look.clear();
    onInput();
  };
  const isNoCode = error !== undefined && codeOf(error) === 'link-code';
  const send = (event: Event): void => {
    event.preventDefault();
    if (text.trim() === '') field.current?.focus();
    else onCode(text);
  };
  const other = look.error ?? (isNoCode ? undefined : error);
  return (
    <form class="stack" onSubmit={send}>
      <p class="muted">{message('linkReadText')}</p>
      <QrSources wanted={linkCode} busy={look.busy || busy} onPicture={look.run} onFound={onCode} onOpen={clear} />
      <Field
        mono
        label={message('linkReadField')}
        value={text}
        maxLength={1_000}
        onInput={(value) => {
          setText(value);
          clear();
        }}
        inputRef={field}
        autoFocus
        error={isNoCode ? sentenceFor(error) : undefined}
      />
      {other !== undefined && <Failure error={other} />}
      <p>
        <Button busy={busy}>{message('linkReadGo')}</Button>
      </p>
    </form>
  );
}

interface CourseProps {
  ticket: string;
  state: OldLinkState | undefined;
  onAgain: () => void;
}

function Course({ ticket, state, onAgain }: CourseProps): JSX.Element {
  switch (state?.at) {
    case undefined:
      return <Waiting />;
    case 'waiting':
      return (
        <div class="stack" role="status">
          <p>{message('linkWaiting')}</p>
          <p class="muted small">
            <TimeLeft until={state.until} />
          </p>
          <p>
            <Button onClick={onAgain}>{message('linkStop')}</Button>
          </p>
        </div>
      );
    case 'choose':
      return <ChooseStep ticket={ticket} numbers={state.numbers} until={state.until} onAgain={onAgain} />;
    case 'handed':
      return (
        <div class="stack">
          <Notice icon="check">{message('linkHanded')}</Notice>
          <p>
            <Button onClick={onAgain}>{message('linkAnother')}</Button>
          </p>
        </div>
      );
    case 'failed':
      return <Failed error={fromStore(state.code)} onAgain={onAgain} />;
  }
}

interface ChooseStepProps extends Omit<CourseProps, 'state'> {
  numbers: readonly string[];
  until: number;
}

/** Three equal buttons: none is chosen beforehand, and a wrong one ends it. */
function ChooseStep({ ticket, numbers, until, onAgain }: ChooseStepProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  const [chosen, setChosen] = useState(false);
  const choose = useAction(async (number: string) => {
    await call('link.choose', { ticket, number });
    setChosen(true);
  });
  useEffect(() => heading.current?.focus(), []);
  if (choose.error !== undefined) return <Failed error={choose.error} onAgain={onAgain} />;
  return (
    <div class="stack link-choice">
      <h3 ref={heading} tabIndex={-1}>
        {message('linkChooseTitle')}
      </h3>
      <p class="muted">{message('linkChooseText')}</p>
      {numbers.map((number) => (
        <Button key={number} big wide busy={choose.busy || chosen} onClick={() => void choose.run(number)}>
          <LinkNumber number={number} />
        </Button>
      ))}
      <p class="muted small">
        <TimeLeft until={until} />
      </p>
      <p>
        <Button kind="danger" onClick={onAgain}>
          {message('linkChooseNone')}
        </Button>
      </p>
    </div>
  );
}

function Failed({ error, onAgain }: { error: unknown; onAgain: () => void }): JSX.Element {
  return (
    <div class="stack">
      <Failure error={error} />
      <p>
        <Button autoFocus onClick={onAgain}>
          {message('linkAgain')}
        </Button>
      </p>
    </div>
  );
}

function refuse(open: { current: string | undefined }): void {
  const ticket = open.current;
  open.current = undefined;
  // It ends by itself, too, when this does not arrive.
  if (ticket !== undefined) call('link.refuse', { ticket }).catch(() => undefined);
}
