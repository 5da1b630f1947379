import { runTask } from './bootstrap.mjs';

runTask('start.ts');
