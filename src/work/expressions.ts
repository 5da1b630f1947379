import { RE2JS } from 're2js';
import type { AnswerTo, ExpressionJobs, ExpressionOutcome, PagePlace } from './jobs.ts';
import type { WorkScope } from './serve.ts';
import { serve } from './serve.ts';

/** The worker that compares regular expressions with a page's URL. In a script of its own, for few people have such a rule. */
export function serveExpressions(scope: WorkScope<AnswerTo<ExpressionJobs>>): void {
  serve<ExpressionJobs>(scope, ({ input }) => Promise.resolve(compareExpressions(input.page, input.expressions)));
}

/** The longest expression and the longest URL that are compared, in UTF-16 units. */
const LONGEST_EXPRESSION = 1_000;
const LONGEST_URL = 2_000;
/** The most steps of a compiled expression: each may be taken at each character. */
const MOST_STEPS = 1_000;
/** Milliseconds for all expressions together: whoever waits gives up not long after. */
const MOST_TIME = 500;

/**
 * What each expression says of a page. One that matches begins where the URL does, or its host, and covers at least the
 * whole host with its port: else `example\.com` would match `https://example.com.evil.org/`. Letter case doesn't count, for
 * hosts have none; query and fragment aren't looked at. Compared by RE2's automaton: linear in the length of the URL.
 */
export function compareExpressions(
  page: PagePlace,
  expressions: readonly string[],
  clock: () => number = () => performance.now(),
): ExpressionOutcome[] {
  const until = clock() + MOST_TIME;
  const places = placesOf(page);
  return expressions.map((expression) => {
    if (clock() > until || !places || expression.length > LONGEST_EXPRESSION) return 'refused';
    const compiled = compile(expression);
    if (!compiled) return 'refused';
    return places.some((place) => covers(compiled, place)) ? 'match' : 'none';
  });
}

interface Place {
  readonly text: string;
  /** How much of the text is scheme, host and port. */
  readonly origin: number;
}

/** The URL with its scheme and without. The root of a site is there without its slash, too, which nobody types before `$`. */
function placesOf({ scheme, host, port, path }: PagePlace): Place[] | undefined {
  const authority = port === '' ? host : `${host}:${port}`;
  if (authority.length + path.length > LONGEST_URL) return undefined;
  return [`${scheme}://${authority}`, authority].flatMap((origin) =>
    (path === '/' ? ['/', ''] : [path]).map((rest) => ({ text: origin + rest, origin: origin.length })),
  );
}

/** Undefined for what is no expression of RE2's (look-around, references back), or too large a one. */
function compile(expression: string): RE2JS | undefined {
  try {
    // The longest match, or the order of alternatives would decide how much is covered.
    const compiled = RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE | RE2JS.LONGEST_MATCH);
    return compiled.programSize() > MOST_STEPS ? undefined : compiled;
  } catch {
    return undefined;
  }
}

function covers(compiled: RE2JS, { text, origin }: Place): boolean {
  const matcher = compiled.matcher(text);
  return matcher.lookingAt() && matcher.end() >= origin;
}
