import { ownUrl } from './page/index.ts';

/**
 * The network, for whoever builds the rooms and hands it on: no other file of ours may name it. Everything that speaks with
 * a store takes it as an argument.
 */
export const webFetch = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);

/** The text of one of our own files: what is too large to be read each time the background wakes. */
export async function ownFile(path: string): Promise<string> {
  return (await fetch(ownUrl(path))).text();
}
