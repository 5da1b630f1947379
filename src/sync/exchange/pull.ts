import type { PullHeader, PullPage } from '../../wire/index.ts';
import type { StoreClient } from '../client/index.ts';
import { StoreAnswerError } from '../client/index.ts';
import type { Pulled } from './pulled.ts';
import { Gathering } from './pulled.ts';

/** Records and deletions that have come, of how many the store announced. */
export type Progress = (done: number, total: number) => void;

/** After so many pulls in a row that never came to rest, the store is making it up. */
const MOST_PULLS = 32;

/**
 * Everything since a head (absent: everything that lives), as one state. All pages of a pull are of the store's head at its
 * beginning and lack what changed meanwhile; so after one of several pages comes another from there, until one fits a page.
 * Throws RefusedError `head-unknown` with the store's head, StoreAnswerError for pages that contradict each other, and the
 * client's other errors.
 */
export async function pullAll(
  client: StoreClient,
  since: string | undefined,
  progress: Progress = () => undefined,
  signal?: AbortSignal,
): Promise<Pulled> {
  const gathering = new Gathering(since, client.limits.pull);
  let from = since;
  let before = 0;
  for (let pulls = 0; pulls < MOST_PULLS; pulls += 1) {
    gathering.begin();
    let [pages, done] = [0, 0];
    let first: PullHeader | undefined;
    for await (const page of pagesOf(client, from, signal)) {
      gathering.add(page);
      // The total of later pages lacks what has changed meanwhile.
      first ??= page.header;
      done += changesOf(page);
      pages += 1;
      progress(before + done, before + first.total);
    }
    if (first && pages === 1) return gathering.result(first);
    from = first?.head;
    before += done;
  }
  throw new StoreAnswerError('a pull that never comes to rest');
}

/** The pages of one pull, as far as they can be told to belong together without keys. */
async function* pagesOf(
  client: StoreClient,
  since: string | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<PullPage> {
  let first: PullHeader | undefined;
  let cursor: string | undefined;
  let done = 0;
  do {
    const page = await client.pullPage(since, cursor, signal);
    const { header } = page;
    first ??= header;
    done += changesOf(page);
    const contradicts = header.head !== first.head || header.sequence !== first.sequence;
    if (contradicts || done > first.total) throw new StoreAnswerError('pages of different pulls');
    if (header.cursor !== undefined && (header.cursor === cursor || isEmpty(page))) {
      throw new StoreAnswerError('a pull without an end');
    }
    checkStep(page, since, cursor);
    yield page;
    cursor = header.cursor;
  } while (cursor !== undefined);
}

function changesOf({ records, deleted }: PullPage): number {
  return records.length + deleted.length;
}

function isEmpty(page: PullPage): boolean {
  return changesOf(page) + page.manifests.length === 0;
}

/** A head moves by commits, and every commit has a manifest; and what has not moved has nothing to tell. */
function checkStep(page: PullPage, since: string | undefined, cursor: string | undefined): void {
  if (cursor !== undefined) return;
  const hasMoved = page.header.head !== since;
  if (hasMoved !== page.manifests.length > 0 || (!hasMoved && !isEmpty(page))) {
    throw new StoreAnswerError('a head without its commits');
  }
}
