import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type * as Room from '../calculator/index.ts';
import { Failure, Screen, useAction, Waiting } from '../kit/index.ts';

interface DisguiseProps {
  /** Hears of each calculation that was ended by `=`, in its one spelling. */
  onResult: (calculation: string) => void;
}

/** A calculator in the popup's place. What draws it is loaded when it is wanted, so that nobody else's popup waits for it. */
export function Disguise({ onResult }: DisguiseProps): JSX.Element {
  const [room, setRoom] = useState<typeof Room>();
  const load = useAction(async () => setRoom(await import('../calculator/index.ts')));
  useEffect(() => void load.run(), []);
  if (room) return <room.Calculator onResult={onResult} />;
  return <Screen head={<span />}>{load.error === undefined ? <Waiting /> : <Failure error={load.error} />}</Screen>;
}
