import { runQuietly } from './step.ts';
import { runSuite } from './suite.ts';
import { Tally } from './tally.ts';
import { browserTestsOf } from './played.ts';

/**
 * `npm run test:near`: the tests that a change touches. The change is what isn't committed, else the last commit; `-- REF`
 * for everything since this branch left REF.
 */
const [since] = process.argv.slice(2);

async function git(...args: string[]): Promise<string[]> {
  const { ok, output } = await runQuietly('git', args);
  if (!ok) throw new Error(output.trim());
  return output.split('\n').filter(Boolean);
}

/** What differs from a commit here, files that git doesn't know yet included; what was deleted has no tests. */
async function changedSince(commit: string): Promise<string[]> {
  const changed = await git('diff', '--name-only', '--diff-filter=d', commit);
  return [...changed, ...(await git('ls-files', '--others', '--exclude-standard'))];
}

async function findChange(): Promise<string[]> {
  if (since !== undefined) {
    const [base = since] = await git('merge-base', since, 'HEAD');
    return changedSince(base);
  }
  const open = await changedSince('HEAD');
  return open.length > 0 ? open : changedSince('HEAD~1');
}

const changed = await findChange();
const played = browserTestsOf(changed);
console.log(`Changed: ${String(changed.length)} files. Browser tests that play them: ${played.join(', ') || 'none'}`);

const tally = new Tally();
const near = (project: string, files: readonly string[]) =>
  runSuite(project, { command: 'related', args: ['--run', '--passWithNoTests', ...files] });
await tally.part('Unit and property tests', async () => {
  tally.add(await near('unit', changed));
});
await tally.part('Browser tests', async () => {
  tally.add(await near('e2e', [...changed, ...played]));
});
tally.close();
