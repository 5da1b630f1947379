import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { withPage } from './browser.ts';
import { extensionFigures } from './extension.ts';
import { messageRows } from './messages/rows.ts';
import { extensionRows, pageRows, sizes } from './rows.ts';
import { storeRows } from './store/rows.ts';
import { tableOf } from './table.ts';

/*
 * npm run bench: our figures beside peers and limits, measured in the same run. `-- --write` keeps the table as
 * docs/benchmarks.md, `-- --store` measures the store alone, `-- --messages` messages. Machines differ and are noisy: read the
 * ratios.
 */
const browserRows = async () => [...(await withPage(pageRows)), ...extensionRows(await extensionFigures(sizes))];
const parts = { '--store': storeRows, '--messages': messageRows };
const [part] = Object.entries(parts).flatMap(([name, measure]) => (process.argv.includes(name) ? [measure] : []));
const rows = part ? await part() : [...(await browserRows()), ...(await messageRows()), ...(await storeRows())];
const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
const text = `# Benchmarks

Made by \`npm run bench -- --write\` on ${machine}. Figures of peers stand beside ours in the same run, in the same browser
(headless Chromium); "published" ones are not npm packages and were measured by us in November 2026. In parentheses: ours divided
by theirs.

${tableOf(rows)}
`;
console.log(text);
if (process.argv.includes('--write') && !part) await writeFile('docs/benchmarks.md', text);
