import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { settings } from '../../server/settings.ts';
import { freePort } from '../support/free-port.ts';
import { findProgram, unitProgram } from '../support/programs.ts';
import { startProcess, untilHealthy } from './support/process.ts';
import { temporaryFolder } from './support/store.ts';
import { UNIT_FILE, unitStart } from './support/unit-file.ts';

const { command, environment } = unitStart();
const run = promisify(execFile);

describe('the unit file', () => {
  it('starts the store by the command of `npm run store`, with settings that there are', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    expect(['node', ...command.slice(1)].join(' ')).toBe(scripts['store']);
    expect(Object.keys(environment)).toEqual([settings.data.name]);
  });

  it('has it answer, and end well when it is told to', async () => {
    const port = await freePort();
    const own = { LATCHKEY_DATA: temporaryFolder(), LATCHKEY_PORT: String(port) };
    const store = startProcess({ ...environment, ...own });
    await untilHealthy(store, `http://localhost:${port}`);
    store.kill('SIGTERM');
    expect(await store.ended).toBe(0);
  });
});

const program = findProgram(unitProgram);

describe.skipIf(program === undefined)('systemd (package systemd)', () => {
  const analyze = (...args: readonly string[]) => run(program ?? '', args);

  /** The unit with this project in the place of an operator's installation. */
  function installed(change = (text: string) => text): string {
    const file = join(temporaryFolder(), 'latchkey-store.service');
    const text = readFileSync(UNIT_FILE, 'utf8').replaceAll(command[0] ?? '', process.execPath);
    writeFileSync(file, change(text.replaceAll('=/opt/latchkey', `=${resolve('.')}`)));
    return file;
  }

  it('understands every line of it', async () => {
    await expect(analyze('verify', '--man=no', installed())).resolves.toMatchObject({ stderr: '' });
    const misspelt = installed((text) => text.replace('ProtectSystem=', 'ProtectsSystem='));
    expect((await analyze('verify', '--man=no', misspelt)).stderr).toContain('ProtectsSystem');
  });

  it('finds little that the store could do beyond its task', async () => {
    const exposed = (file: string) => analyze('security', '--offline=true', '--threshold=15', file);
    await expect(exposed(installed())).resolves.toMatchObject({ stderr: '' });
    const open = installed((text) => text.replace(/^(Protect|Restrict|Private|SystemCall).*$/gm, ''));
    await expect(exposed(open)).rejects.toMatchObject({ code: 1 });
  });
});
