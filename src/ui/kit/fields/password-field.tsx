import type { ComponentChildren, JSX, RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { IconButton } from '../button.tsx';
import { Field } from './field.tsx';

interface PasswordFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** `new`: being chosen. `current`: being asked for. */
  use: 'current' | 'new';
  hint?: ComponentChildren;
  error?: string | undefined;
  autoFocus?: boolean;
  inputRef?: RefObject<HTMLInputElement | null>;
}

/** A password: hidden until its eye is pressed, with a word when Caps Lock is on. */
export function PasswordField({ use, hint, ...rest }: PasswordFieldProps): JSX.Element {
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  const words = caps ? message('kitCapsLock') : hint;
  return (
    <Field
      {...rest}
      mono
      type={shown ? 'text' : 'password'}
      // Shown, it is a field of text: browsers write what such fields hold to disk, unless this says no.
      autoComplete={shown ? 'off' : `${use}-password`}
      onKeyDown={(event) => setCaps(event.getModifierState('CapsLock'))}
      {...(words !== undefined && { hint: words })}
      end={
        <IconButton
          icon={shown ? 'eyeOff' : 'eye'}
          label={shown ? message('kitHide') : message('kitShow')}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
