/**
 * One row of the table. All figures of a row are in one unit; a ratio is ours divided by theirs (of times and sizes the smaller is the
 * better one, of rates the larger).
 */
export interface Row {
  readonly work: string;
  readonly unit: 'ms' | 'µs' | 'characters' | 'kB' | 'MB' | '/s' | 'x';
  readonly ours: number;
  /** Somebody else's figure for the same work, by name; measured in the same run unless `published`. */
  readonly peers?: Readonly<Record<string, number>>;
  readonly published?: Readonly<Record<string, number>>;
  readonly limit?: { readonly what: string; readonly figure: number };
  /** Absent where the row is there to be seen, not to be judged. */
  readonly goal?: string;
  /** Whether the goal is reached; absent where the goal can't be put as a number. */
  readonly reached?: boolean;
}

function rounded(figure: number): string {
  if (figure >= 100) return figure.toFixed(0);
  return figure >= 10 ? figure.toFixed(1) : figure.toFixed(3).replace(/0+$/, '').replace(/\.$/, '');
}

function others(row: Row): string {
  const said = [
    ...Object.entries(row.peers ?? {}).map(
      ([name, figure]) => `${name} ${rounded(figure)} (${(row.ours / figure).toFixed(2)} x)`,
    ),
    ...Object.entries(row.published ?? {}).map(
      ([name, figure]) => `${name} ${rounded(figure)}, published (${(row.ours / figure).toFixed(2)} x)`,
    ),
  ];
  return said.join('; ');
}

function limitOf({ limit, ours }: Row): string {
  return limit ? `${limit.what} ${rounded(limit.figure)} (${(ours / limit.figure).toFixed(2)} x)` : '';
}

function verdict({ goal = '', reached }: Row): string {
  return reached === undefined ? goal : `${goal}: ${reached ? 'reached' : '**missed**'}`;
}

/** The table as Markdown: work, ours, peers and limits with our ratio to them, goal. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    (row) => `| ${row.work} | ${rounded(row.ours)} ${row.unit} | ${others(row)} | ${limitOf(row)} | ${verdict(row)} |`,
  );
  return ['| work | ours | peers | limit | goal |', '|---|---|---|---|---|', ...lines].join('\n');
}
