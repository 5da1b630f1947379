import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import { DOTS, Eye, Failure, Secret, useAction, useEye } from '../../kit/index.ts';

interface ReadValueProps {
  label: string;
  value: string;
  /** Dots until the eye is pressed. */
  secret?: boolean;
  onCopied: (label: string) => void;
  /** What stands below: its former values. */
  children?: ComponentChildren;
}

/** A field as it is read: a press on the value copies it. */
export function ReadValue({ label, value, secret = false, onCopied, children }: ReadValueProps): JSX.Element {
  const [shown, show] = useEye();
  const copyValue = useAction(async () => {
    if (value === '') return;
    await call('clipboard.copy', { text: value, lasts: false });
    onCopied(label);
  });
  return (
    <div class="vault-value">
      <dt class="small muted">{label}</dt>
      <dd>
        <div class="line">
          <button
            type="button"
            class="vault-copy"
            dir="auto"
            aria-label={secret && !shown ? message('readCopy', label) : undefined}
            title={message('readCopy', label)}
            onClick={() => void copyValue.run()}
          >
            {!secret ? value : shown ? <Secret text={value} /> : DOTS}
          </button>
          {secret && <Eye of={label} shown={shown} onShow={show} />}
        </div>
        {copyValue.error !== undefined && <Failure error={copyValue.error} />}
        {children}
      </dd>
    </div>
  );
}
