import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { IconButton } from './button.tsx';

interface EyeProps {
  /** Whose value it is: its label. */
  of: string;
  /** Both of `useEye`. */
  shown: boolean;
  onShow: (on: boolean) => void;
}

/** Shows a value that is drawn as dots, and hides it again. */
export function Eye({ of, shown, onShow }: EyeProps): JSX.Element {
  return (
    <IconButton
      icon={shown ? 'eyeOff' : 'eye'}
      label={message(shown ? 'readHide' : 'readShow', of)}
      onClick={() => onShow(!shown)}
    />
  );
}
