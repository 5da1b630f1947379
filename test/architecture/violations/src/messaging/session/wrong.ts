import { archive } from '../archive/index.ts';

export const wrong = archive;
