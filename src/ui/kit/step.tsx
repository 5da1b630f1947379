import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button } from './button.tsx';
import { Heading } from './screen.tsx';

interface StepPageProps {
  /** Which of how many steps, counted from 1; absent where they aren't counted. */
  step?: { readonly at: number; readonly of: number } | undefined;
  title: string;
  text?: string;
  children: ComponentChildren;
}

/** One step of several, as a page of its own: where one is, what it is about, and what to do. Has a key of its own. */
export function StepPage({ step, title, text, children }: StepPageProps): JSX.Element {
  return (
    <div class="step">
      {step && <StepCount at={step.at} of={step.of} />}
      <Heading arrive>{title}</Heading>
      {text !== undefined && <p class="muted">{text}</p>}
      {children}
    </div>
  );
}

export function StepCount({ at, of }: { at: number; of: number }): JSX.Element {
  return (
    <div class="where">
      <span class="small muted">{message('kitStep', String(at), String(of))}</span>
      <span class="bars" aria-hidden="true">
        {Array.from({ length: of }, (_, index) => (
          <span key={index} class={index < at ? 'on' : undefined} />
        ))}
      </span>
    </div>
  );
}

/** A step's buttons: the way back at the start, the ways on at the end. `back` undefined: none; `label`: what it
 * is called, if not that. */
export function Onward({
  back,
  label,
  children,
}: {
  back: (() => void) | undefined;
  label?: string;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="actions onward">
      {back && (
        <Button big onClick={back}>
          {label ?? message('kitBack')}
        </Button>
      )}
      <span class="spring" />
      {children}
    </div>
  );
}
