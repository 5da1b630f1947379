import { readFileSync } from 'node:fs';

export const UNIT_FILE = 'server/latchkey-store.service';

/** How the unit file has the store started. */
export interface UnitStart {
  /** The program first, as it lies on the operator's machine. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What stands in the unit file that operators copy. */
export function unitStart(): UnitStart {
  const lines = readFileSync(UNIT_FILE, 'utf8').split('\n');
  const valuesOf = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}=`)).map((line) => line.slice(name.length + 1));
  const pairs = valuesOf('Environment')
    .flatMap((line) => line.split(' '))
    .map((pair) => pair.split('=') as [string, string]);
  return { command: (valuesOf('ExecStart')[0] ?? '').split(' '), environment: Object.fromEntries(pairs) };
}
