import { installPackages, runTask } from './bootstrap.mjs';

// npm runs this before the scripts that begin with a tool of ours (`prebuild`, …): on a fresh clone there is none yet.
if (process.argv.includes('browsers')) runTask('browsers.ts');
else installPackages();
