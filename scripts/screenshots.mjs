import { runTask } from './bootstrap.mjs';

runTask('screenshots.ts');
