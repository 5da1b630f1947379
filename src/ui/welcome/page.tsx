import type { ComponentChildren, JSX } from 'preact';
import { StepPage } from '../kit/index.ts';
import { numbered } from './steps.ts';
import type { Step } from './steps.ts';

interface PageProps {
  /** Which of the numbered steps this is; further ways in and the unlock screen are none. */
  step?: Step;
  title: string;
  text: string;
  children: ComponentChildren;
}

export function Page({ step, ...rest }: PageProps): JSX.Element {
  return <StepPage step={step && countOf(step)} {...rest} />;
}

export function countOf(step: Step): { at: number; of: number } {
  return { at: numbered.findIndex((known) => known === step) + 1, of: numbered.length };
}
