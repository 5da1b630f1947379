import type { AnswerOf, RequestOf } from '../../wire/index.ts';
import type { StoreClient } from '../client/index.ts';
import { keep } from './signin.ts';

/**
 * Takes what another browser handed over, and signs in by what it granted (protocol 6.3): once. Throws RefusedError
 * `link-unknown`, `signin-refused`.
 */
export async function takeLink(client: StoreClient, asked: RequestOf<'linkTake'>): Promise<AnswerOf<'linkTake'>> {
  const taken = await client.ask('linkTake', asked);
  await keep(client, taken.signedIn);
  return taken;
}
