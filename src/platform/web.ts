/**
 * The network, for whoever builds the rooms and hands it on: no other file of ours may name it. Everything that speaks with
 * a store takes it as an argument.
 */
export const webFetch = (url: string, init: RequestInit): Promise<Response> => fetch(url, init);

/**
 * The text of one of our own files, by its path from the package's root: what is too large to be read each time the
 * background wakes. In the background, pages and workers of ours; in a page of the web that path is the site's.
 */
export async function ownFile(path: `/${string}`): Promise<string> {
  return (await fetch(path)).text();
}
