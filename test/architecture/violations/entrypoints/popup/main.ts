import { popup } from '../../src/ui/popup/index.ts';

export const main = popup;
