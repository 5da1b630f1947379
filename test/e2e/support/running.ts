import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../../support/until.ts';

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A browser that was just ended may still write into its profile. */
export function removeProfile(profile: string): Promise<void> {
  return rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Ends every browser that is written down in this folder: a file each, its name the process id, in it the profile. */
export async function endRunning(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(name);
    if (isRunning(pid)) process.kill(pid);
    await until(`browser ${name} to end`, () => !isRunning(pid));
    await removeProfile(await readFile(join(folder, name), 'utf8'));
  }
}
