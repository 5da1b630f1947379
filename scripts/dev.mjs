import { runTask } from './bootstrap.mjs';

runTask('dev.ts');
