import type { JSX } from 'preact';
import { Activity, useStore } from '../../account/index.ts';
import { Waiting } from '../../kit/index.ts';

/** What happened to the vault and its account. */
export function ActivitySettings(): JSX.Element {
  const { answer, error } = useStore();
  if (!answer && error === undefined) return <Waiting />;
  return <Activity atStore={answer?.connected === true} />;
}
