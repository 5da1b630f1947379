import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that some tests run and no test installs: services, which a machine's owner starts or doesn't. */
export const proxyPrograms = ['nginx', 'caddy'] as const;

/** What reads the keys of SSH that we make. */
export const keyProgram = 'ssh-keygen';

/** What reads the unit file by which systemd runs a store. */
export const unitProgram = 'systemd-analyze';

/** A user's PATH lacks the folders of the system's own programs, where Debian puts nginx. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/usr/local/bin', '/usr/bin'];

/** Where a program is; undefined where there is none. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...SYSTEM_FOLDERS];
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/** A line for each program that isn't there, so that nobody takes its skipped tests for passed ones. */
export function nameMissingPrograms(): void {
  for (const name of proxyPrograms.filter((program) => findProgram(program) === undefined)) {
    console.log(`– ${name} is not installed: the tests that run a store behind it are skipped`);
  }
  if (findProgram(keyProgram) === undefined) {
    console.log(`– ${keyProgram} is not installed: that it reads the keys which we make is not tested`);
  }
  if (findProgram(unitProgram) === undefined) {
    console.log(`– ${unitProgram} is not installed: that systemd understands the store's unit file is not tested`);
  }
}
