import type { JSX } from 'preact';
import { Heading } from '../../kit/index.ts';

interface ProgressProps {
  title: string;
  done: number;
  total: number;
}

/** Work that takes its time, with a number. */
export function Progress({ title, done, total }: ProgressProps): JSX.Element {
  return (
    <>
      <Heading arrive>{title}</Heading>
      <progress class="transfer-progress" aria-label={title} value={done} max={Math.max(1, total)} />
    </>
  );
}
