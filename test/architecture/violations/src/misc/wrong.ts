import { encoding } from '../encoding/index.ts';

export const wrong = encoding;
