import { isWayIn } from '../unlock/index.ts';
import { OwnPasswordError, WeakChatPasswordError } from './errors.ts';
import type { ChannelsParts } from './parts.ts';

/** log10 of the guesses below which no chat password is taken: 40 bits. */
const LEAST_GUESSES = 40 * Math.log10(2);

/** Throws WeakChatPasswordError. */
export async function judgeStrength({ store }: ChannelsParts, password: string): Promise<void> {
  if ((await store.web.guesses(password)) < LEAST_GUESSES) throw new WeakChatPasswordError();
}

/** Throws OwnPasswordError for one that opens this vault: it is tried as such. */
export async function judgeOwn(parts: ChannelsParts, password: string): Promise<void> {
  if (await isWayIn(parts, password)) throw new OwnPasswordError();
}
