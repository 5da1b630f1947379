import { start } from '../../entrypoints/background.ts';

export const entrypoint = start;
