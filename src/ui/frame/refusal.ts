import { useMemo, useState } from 'preact/hooks';

/**
 * Why a press came to nothing. `quick`: so soon after the frame came or moved that it may have been meant for something
 * else. `covered`: nothing proves that the frame is seen.
 */
export type Refusal = 'quick' | 'covered';

/** Says why the last press came to nothing, or, with undefined, that one was taken. */
export type Tell = (refusal: Refusal | undefined) => void;

/** How long it is said that a press was too quick, in milliseconds: the next one is good, nothing has to be mended. */
const newsFor = 6_000;

/** Shows what is told, and takes it back once it is no news any more. */
export function newTelling(show: Tell): Tell {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (refusal) => {
    clearTimeout(timer);
    show(refusal);
    if (refusal === 'quick') timer = setTimeout(() => show(undefined), newsFor);
  };
}

/** What the last press came to, as long as that is worth saying, and how to tell. */
export function useRefusal(): readonly [Refusal | undefined, Tell] {
  const [refusal, show] = useState<Refusal>();
  const tell = useMemo(() => newTelling(show), []);
  return [refusal, tell];
}
