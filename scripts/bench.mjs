import { runTask } from './bootstrap.mjs';

runTask('bench.ts');
