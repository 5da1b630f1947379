import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button, Heading } from '../kit/index.ts';
import { numbered } from './steps.ts';
import type { Step } from './steps.ts';

interface PageProps {
  /** Which of the numbered steps this is; further ways in and the unlock screen are none. */
  step?: Step;
  title: string;
  text: string;
  children: ComponentChildren;
}

/** One step: where one is, what it is about, and what to do. */
export function Page({ step, title, text, children }: PageProps): JSX.Element {
  return (
    <div class="step">
      {step && <Progress step={step} />}
      <Heading arrive>{title}</Heading>
      <p class="muted">{text}</p>
      {children}
    </div>
  );
}

export function Progress({ step }: { step: Step }): JSX.Element {
  const at = numbered.findIndex((known) => known === step);
  return (
    <div class="where">
      <span class="small muted">{message('welcomeStep', String(at + 1), String(numbered.length))}</span>
      <span class="bars" aria-hidden="true">
        {numbered.map((known, index) => (
          <span key={known} class={index <= at ? 'on' : undefined} />
        ))}
      </span>
    </div>
  );
}

/** A step's buttons: the way back at the start, the ways on at the end. */
export function Onward({ back, children }: { back: () => void; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="actions">
      <Button big onClick={back}>
        {message('welcomeBack')}
      </Button>
      <span class="spring" />
      {children}
    </div>
  );
}
