import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { IconButton, TextArea } from '../../kit/index.ts';

interface SecretAreaProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
}

/** As long as the contract takes one. */
const LONGEST = 100_000;

/** A secret of several lines: dots until its eye is pressed. */
export function SecretArea(props: SecretAreaProps): JSX.Element {
  const [shown, show] = useState(false);
  return (
    <TextArea
      {...props}
      mono
      masked={!shown}
      maxLength={LONGEST}
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
