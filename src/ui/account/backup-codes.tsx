import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { isSameCode } from '../../typed/index.ts';
import { Button, Failure, Field, Notice, Secret, useAction } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { drawPositions } from '../setup/index.ts';
import { CodesSheet } from './codes-sheet.tsx';
import { FormActions } from './form-actions.tsx';
import type { WayOut } from './form-actions.tsx';

interface BackupCodesProps {
  codes: readonly string[];
  /** Where it belongs to, for the sheet of paper. */
  origin: string;
  email: string;
  submit: string;
  onKept: () => Promise<unknown>;
  out: WayOut;
}

/** Ten codes, shown this once; one of them has to come back before anything goes on. */
export function BackupCodes({ codes, origin, email, submit, onKept, out }: BackupCodesProps): JSX.Element {
  const [[position = 1]] = useState(() => drawPositions(codes.length, 1));
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const take = useAction(() => call('clipboard.copy', { text: codes.join('\n'), lasts: false }));
  const [copied, setCopied] = useState(false);
  const keep = useProvedAction(onKept, true);
  const send = (event: Event): void => {
    event.preventDefault();
    const isRight = isSameCode(typed, codes[position - 1] ?? '');
    setWrong(!isRight);
    if (isRight) void keep.run();
  };
  return (
    <form class="stack" onSubmit={send}>
      <Notice>{message('storeCodesText')}</Notice>
      <ol class="store-codes" translate={false} role="list">
        {codes.map((code, index) => (
          <li key={code}>
            <span class="number">{index + 1}</span> <Secret text={code} />
          </li>
        ))}
      </ol>
      <div class="line">
        <Button icon="print" onClick={() => print()}>
          {message('storeCodesPrint')}
        </Button>
        <Button icon="copy" onClick={() => void take.run().then(() => setCopied(true))}>
          {message('storeCodesCopy')}
        </Button>
        <span class="muted small" role="status">
          {copied && take.error === undefined && message('storeCodesCopied')}
        </span>
      </div>
      {take.error !== undefined && <Failure error={take.error} />}
      <Field
        mono
        label={message('storeCodesOne', String(position))}
        hint={message('storeCodesOneHint')}
        value={typed}
        maxLength={200}
        onInput={(value) => {
          setTyped(value);
          setWrong(false);
        }}
        error={wrong ? message('storeCodesOneWrong', String(position)) : undefined}
      />
      {keep.error !== undefined && <Failure error={keep.error} />}
      <FormActions out={out}>
        <Button big kind="primary" busy={keep.busy}>
          {submit}
        </Button>
      </FormActions>
      <CodesSheet codes={codes} origin={origin} email={email} />
      {keep.dialog}
    </form>
  );
}
