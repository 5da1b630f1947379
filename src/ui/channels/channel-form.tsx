import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button, IconButton, isEscape, Screen } from '../kit/index.ts';

interface ChannelFormProps {
  title: string;
  /** Of the button at the end. */
  submit: string;
  busy: boolean;
  disabled: boolean;
  onSubmit: () => void;
  back: () => void;
  /** The button beside it. */
  beside: JSX.Element;
  children: ComponentChildren;
}

/** The window in which a channel comes to be here: made, or joined. */
export function ChannelForm(props: ChannelFormProps): JSX.Element {
  const { title, submit, busy, disabled, onSubmit, back, beside, children } = props;
  const leave = (event: KeyboardEvent): void => {
    if (!isEscape(event) || event.defaultPrevented) return;
    event.preventDefault();
    back();
  };
  return (
    <form
      onKeyDown={leave}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Screen
        head={
          <>
            <IconButton icon="back" label={message('kitBack')} onClick={back} />
            <h1 class="channel-title">{title}</h1>
          </>
        }
        footer={
          <div class="actions channel-foot">
            {beside}
            <Button kind="primary" busy={busy} disabled={disabled}>
              {submit}
            </Button>
          </div>
        }
      >
        <div class="stack channel-body">{children}</div>
      </Screen>
    </form>
  );
}
