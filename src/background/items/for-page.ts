import type { Handlers, ForPage, PageRow } from '../../rpc/index.ts';
import { httpDoubt, inPageOrder, pageAddress } from '../../items/index.ts';
import type { Address, LoginsByPage, PageFound } from '../../items/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Summary } from './index-cache.ts';
import type { ItemsParts } from './parts.ts';
import { rowOf } from './items.ts';

type Needs = Pick<ItemsParts, 'session' | 'indexes' | 'expressions'>;

interface Found {
  readonly found: readonly PageFound<Summary>[];
  readonly leftOut: boolean;
}

const nothing: Found = { found: [], leftOut: false };

/** Which logins belong to a page: for the popup, and for the number on the toolbar button. */
export class PageLogins {
  readonly #indexes: Needs['indexes'];
  readonly #expressions: Needs['expressions'];
  /** What expressions said of the last page, for as long as the same list is there: who sees the number opens the popup next. */
  #last: { readonly logins: LoginsByPage<Summary>; readonly page: string; readonly said: Promise<Found> } | undefined;

  constructor({ session, indexes, expressions }: Needs) {
    this.#indexes = indexes;
    this.#expressions = expressions;
    session.onLock((what) => {
      if (what === 'full') this.#last = undefined;
    });
  }

  async at(vault: OpenVault, url: string | undefined): Promise<ForPage> {
    const page = url === undefined ? undefined : pageAddress(url);
    if (!page) return { rows: [], leftOut: false };
    const logins = this.#indexes.byPage(vault);
    const byExpression = await this.#byExpression(logins, page);
    const rows = inPageOrder([...logins.at(page), ...byExpression.found]).map(pageRow);
    const { scheme, host, port } = page;
    return { site: { scheme, host, port }, rows, leftOut: byExpression.leftOut };
  }

  /** No worker is started for whoever has no such rule. */
  async #byExpression(logins: LoginsByPage<Summary>, page: Address): Promise<Found> {
    if (logins.expressions.length === 0) return nothing;
    const key = JSON.stringify(page);
    if (this.#last?.logins === logins && this.#last.page === key) return this.#last.said;
    const said = this.#compared(logins, page);
    this.#last = { logins, page: key, said };
    return said;
  }

  async #compared({ expressions }: LoginsByPage<Summary>, page: Address): Promise<Found> {
    const compared = expressions.slice(0, MOST_EXPRESSIONS);
    const outcomes = await this.#expressions.compare(
      page,
      compared.map(({ expression }) => expression),
    );
    if (!outcomes) {
      // It may answer the next time.
      this.#last = undefined;
      return { found: [], leftOut: true };
    }
    const doubts = httpDoubt(page);
    return {
      found: compared
        .filter((_, at) => outcomes[at] === 'match')
        .map(({ row }) => ({ row, closeness: 'other' as const, doubts })),
      leftOut: compared.length < expressions.length || outcomes.includes('refused'),
    };
  }
}

/** The most regular expressions that are compared with one page. */
const MOST_EXPRESSIONS = 500;

/** Answers which logins belong to a page. */
export function forPageHandlers(
  { session }: Pick<ItemsParts, 'session'>,
  logins: PageLogins,
  urlOf: (tab: number) => Promise<string | undefined>,
): Handlers<'items.forPage'> {
  return {
    'items.forPage': async (asked) => {
      const url = 'url' in asked ? asked.url : await urlOf(asked.tab);
      const answer = await logins.at(await session.vault(), url);
      // Expressions take their time, and nothing is said of a vault that was locked meanwhile.
      await session.vault();
      return answer;
    },
  };
}

function pageRow({ row, closeness, doubts }: PageFound<Summary>): PageRow {
  const { username = '', hasPassword = false, hasTotp = false } = row.login ?? {};
  return { ...rowOf(row), username, hasPassword, hasTotp, closeness, doubts };
}
