import { crypto } from '../crypto/index.ts';
import { encoding } from '../encoding/index.ts';

export const right: readonly string[] = [crypto, encoding];
