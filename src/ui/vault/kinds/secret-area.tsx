import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { IconButton, TextArea } from '../../kit/index.ts';
import { itemLimits } from '../../../typed/index.ts';

interface SecretAreaProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
}

/** A secret of several lines: dots until its eye is pressed. */
export function SecretArea(props: SecretAreaProps): JSX.Element {
  const [shown, show] = useState(false);
  return (
    <TextArea
      {...props}
      mono
      masked={!shown}
      maxLength={itemLimits.key}
      end={
        <IconButton
          icon={shown ? 'eyeOff' : 'eye'}
          label={shown ? message('kitHide') : message('kitShow')}
          onClick={() => show(!shown)}
        />
      }
    />
  );
}
