import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button, Heading } from '../kit/index.ts';
import { TwoKeys } from './two-keys.tsx';

interface IntroProps {
  next: () => void;
  /** There is a vault elsewhere that shall be here, too. */
  join: () => void;
}

/** What it is, in three sentences and a picture. */
export function Intro({ next, join }: IntroProps): JSX.Element {
  return (
    <div class="step">
      <TwoKeys />
      <Heading>{message('welcomeTitle')}</Heading>
      <div class="stack lede">
        <p>{message('welcomeWhat')}</p>
        <p>{message('welcomeKeys')}</p>
        <p>{message('welcomeOnly')}</p>
      </div>
      <div class="actions">
        <span class="muted small spring">{message('welcomeLocal')}</span>
        <Button big onClick={join}>
          {message('welcomeJoin')}
        </Button>
        <Button big kind="primary" autoFocus onClick={next}>
          {message('welcomeBegin')}
        </Button>
      </div>
    </div>
  );
}
