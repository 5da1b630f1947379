import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { installPackages } from '../bootstrap.mjs';
import { provideBrowsers } from './install-browser.ts';
import { runAloud } from './step.ts';

/** `npm run bench`: installs the peers, which are no packages of ours, and measures us beside them. */
const folder = resolve('test/bench');
if (existsSync(resolve(folder, 'package-lock.json'))) installPackages(folder);
await provideBrowsers(['chromium']);
process.exitCode = await runAloud(process.execPath, [resolve(folder, 'main.ts'), ...process.argv.slice(2)]);
