/** The dark modules as one path, a rectangle for each run in a row. */
export function qrPath(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => {
      const text = row.map((dark) => (dark ? '1' : '0')).join('');
      return [...text.matchAll(/1+/g)].map(
        ({ 0: run, index }) => `M${String(index)} ${String(y)}h${String(run.length)}v1h-${String(run.length)}z`,
      );
    })
    .join('');
}
