import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { AnswerOf, NewLinkState } from '../../rpc/index.ts';
import {
  Button,
  counted,
  dateAndTime,
  Failure,
  Notice,
  Onward,
  Secret,
  StepPage,
  useAction,
  Waiting,
  written,
} from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { QrCode } from '../qr/index.ts';
import { fromStore, nameHere, Progress } from '../signin/index.ts';
import { LinkNumber } from './number.tsx';
import { TimeLeft } from './time-left.tsx';
import { useLinking } from './use-linking.ts';

type Shown = AnswerOf<'link.show'>;
type Confirming = Extract<NewLinkState, { at: 'confirm' }>['vault'];

interface GetInProps {
  /** Of the store. */
  address: string;
  /** A local vault is here, and goes into the one that is opened. */
  merges?: boolean;
  onDone: () => void;
  onBack: () => void;
}

const howFar = (ticket: string): Promise<NewLinkState> => call('link.shown', { ticket });

/** A new browser on its way in by another one. Going away ends it, here and there. */
export function GetIn({ address, merges = false, onDone, onBack }: GetInProps): JSX.Element {
  const [shown, setShown] = useState<Shown>();
  const open = useRef<string | undefined>(undefined);
  // Whoever has a vault in an account of theirs reads all of it: one that goes into an account asks first who it is.
  const begin = useProvedAction(async () => {
    cancel(open);
    setShown(undefined);
    const next = await call('link.show', { address });
    open.current = next.ticket;
    setShown(next);
  });
  const state = useLinking(howFar, shown?.ticket);
  useEffect(() => {
    void begin.run();
    return () => cancel(open);
  }, [address]);
  useEffect(() => {
    if (state?.at !== 'done') return;
    open.current = undefined;
    onDone();
  }, [state?.at]);
  if (begin.error !== undefined) {
    return (
      <StepPage key="error" title={message('linkCodeTitle')}>
        <Failure error={begin.error} again={() => void begin.run()} />
        <Onward back={onBack} />
      </StepPage>
    );
  }
  if (!shown || !state) {
    return (
      <StepPage key="begin" title={message('linkCodeTitle')}>
        <Waiting />
        {begin.dialog}
        <Onward back={onBack} />
      </StepPage>
    );
  }
  switch (state.at) {
    case 'code':
      return <CodeStep shown={shown} onBack={onBack} />;
    case 'number':
      return <NumberStep number={state.number} until={state.until} onStop={onBack} />;
    case 'confirm':
      return <ConfirmStep ticket={shown.ticket} vault={state.vault} merges={merges} onStop={onBack} />;
    case 'opening':
      return (
        <StepPage key="opening" title={message('linkOpeningTitle')}>
          <Progress label={message('storePulling')} done={state.done} total={state.total} />
        </StepPage>
      );
    case 'failed':
      return (
        <StepPage key="failed" title={message('linkCodeTitle')}>
          <Failure error={fromStore(state.code)} />
          <Onward back={onBack}>
            <Button big kind="primary" autoFocus onClick={() => void begin.run()}>
              {message('linkAgain')}
            </Button>
          </Onward>
        </StepPage>
      );
    case 'done':
      return <Waiting />;
  }
}

function CodeStep({ shown, onBack }: { shown: Shown; onBack: () => void }): JSX.Element {
  const copy = useAction(() => call('clipboard.copy', { text: shown.code, lasts: false }));
  const [isCopied, setCopied] = useState(false);
  return (
    <StepPage key="code" title={message('linkCodeTitle')} text={message('linkCodeText')}>
      <div class="link-middle">
        <QrCode text={shown.code} label={message('linkQr')} />
        <p class="muted small">
          <TimeLeft until={shown.until} /> · {message('linkOnce')}
        </p>
        <Button
          kind="quiet"
          icon={isCopied ? 'check' : 'copy'}
          busy={copy.busy}
          onClick={() => void copy.run().then(() => setCopied(true))}
        >
          {message(isCopied && copy.error === undefined ? 'linkCopied' : 'linkCopy')}
        </Button>
      </div>
      {copy.error !== undefined && <Failure error={copy.error} />}
      <Onward back={onBack} label={message('linkOtherWay')} />
    </StepPage>
  );
}

function NumberStep({ number, until, onStop }: { number: string; until: number; onStop: () => void }): JSX.Element {
  return (
    <StepPage key="number" title={message('linkNumberTitle')} text={message('linkNumberText')}>
      <div class="link-middle">
        <p class="link-number" role="status">
          <LinkNumber number={number} />
        </p>
        <p class="muted small">{message('linkNumberElse')}</p>
        <p class="muted small">
          <TimeLeft until={until} />
        </p>
      </div>
      <Onward back={onStop} label={message('linkStop')} />
    </StepPage>
  );
}

interface ConfirmStepProps {
  ticket: string;
  vault: Confirming;
  merges: boolean;
  onStop: () => void;
}

/** Whoever answered the code says whose vault it is: only a person knows whether it is theirs. */
function ConfirmStep({ ticket, vault, merges, onStop }: ConfirmStepProps): JSX.Element {
  const take = useAction(async () => call('link.accept', { ticket, deviceName: await nameHere(merges) }));
  const { name, device, others, devices, items, time, sequence, head } = vault;
  const more = devices - 1 - others.length;
  const named = [...others, ...(more > 0 ? [counted('linkMoreDevices', more)] : [])];
  return (
    <StepPage key="confirm" title={message('linkConfirmTitle')} text={message('linkConfirmText')}>
      <dl class="store-state">
        <Fact name={message('linkConfirmName')}>{name === '' ? message('linkConfirmNoName') : name}</Fact>
        <Fact name={message('linkConfirmBy')}>{device}</Fact>
        {named.length > 0 && <Fact name={message('linkConfirmOthers')}>{named.join(', ')}</Fact>}
        <Fact name={message('storePreviewItems')}>{counted('items', items)}</Fact>
        <Fact name={message('storePreviewTime')}>{dateAndTime(time)}</Fact>
        <Fact name={message('storePreviewSequence')}>{written(sequence)}</Fact>
        <Fact name={message('settingsAboutHead')}>
          <Secret text={head} />
        </Fact>
      </dl>
      {merges && <Notice>{counted('storePreviewAdds', vault.adds)}</Notice>}
      {take.error !== undefined && <Failure error={take.error} />}
      <Onward back={onStop} label={message('linkStop')}>
        <Button big kind="primary" busy={take.busy} onClick={() => void take.run()}>
          {message('linkConfirmYes')}
        </Button>
      </Onward>
    </StepPage>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function cancel(open: { current: string | undefined }): void {
  const ticket = open.current;
  open.current = undefined;
  // It ends by itself, too, when this does not arrive.
  if (ticket !== undefined) call('link.cancel', { ticket }).catch(() => undefined);
}
