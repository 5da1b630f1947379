import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { FactorDraft } from '../../rpc/index.ts';
import { Button, codeOf, Failure, Field, Secret, sentenceFor } from '../kit/index.ts';
import { QrCode } from '../qr/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { FormActions } from './form-actions.tsx';
import type { WayOut } from './form-actions.tsx';

interface AuthenticatorProps {
  draft: FactorDraft;
  submit: string;
  /** Saves it; only now anything is. */
  onCode: (code: string) => Promise<unknown>;
  out: WayOut;
}

const wrongCode: ReadonlySet<string> = new Set(['second-factor-refused', 'code-shape']);

/** An authenticator app takes the seed by camera or by hand, and proves it by a code. */
export function Authenticator({ draft, submit, onCode, out }: AuthenticatorProps): JSX.Element {
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const save = useProvedAction(onCode, true);
  const isWrong = save.error !== undefined && wrongCode.has(codeOf(save.error));
  const send = (event: Event): void => {
    event.preventDefault();
    if (code.trim() === '') field.current?.focus();
    else void save.run(code.trim());
  };
  return (
    <form class="stack" onSubmit={send}>
      <div class="store-authenticator">
        <QrCode text={draft.url} label={message('storeQr')} />
        <div class="stack">
          <p>{message('storeAppText')}</p>
          <details>
            <summary>{message('storeSeedByHand')}</summary>
            <p class="store-seed">
              <Secret text={draft.secret} />
            </p>
          </details>
        </div>
      </div>
      <Field
        mono
        label={message('storeCode')}
        hint={message('storeCodeHint')}
        value={code}
        maxLength={200}
        onInput={(value) => {
          setCode(value);
          save.clear();
        }}
        inputRef={field}
        autoFocus
        error={isWrong ? sentenceFor(save.error) : undefined}
      />
      {save.error !== undefined && !isWrong && <Failure error={save.error} />}
      <FormActions out={out}>
        <Button big kind="primary" busy={save.busy}>
          {submit}
        </Button>
      </FormActions>
      {save.dialog}
    </form>
  );
}
