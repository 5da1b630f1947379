import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { DOTS, Eye, IconButton, Row, Secret, useEye } from '../../kit/index.ts';

interface ValueRowProps {
  label: string;
  value: string;
  secret: boolean;
  copy: () => void;
  /** Besides the eye and the copy. */
  more?: ComponentChildren;
}

/** One value of an item: a press copies it. A secret is dots until its eye is pressed. */
export function ValueRow({ label, value, secret, copy, more }: ValueRowProps): JSX.Element {
  const [shown, show] = useEye();
  const seen = !secret || shown;
  return (
    <Row
      title={
        <span class="popup-value">
          <small>{label}</small>
          {!seen ? (
            <>
              <span aria-hidden="true">{DOTS}</span>
              <span class="hidden-text">{message('popupHidden')}</span>
            </>
          ) : secret ? (
            <Secret text={value} />
          ) : (
            <span dir="auto">{value}</span>
          )}
        </span>
      }
      onOpen={copy}
      action={
        <>
          {secret && <Eye of={label} shown={shown} onShow={show} />}
          <IconButton icon="copy" label={message('popupCopyValue', label)} onClick={copy} />
          {more}
        </>
      }
    />
  );
}
