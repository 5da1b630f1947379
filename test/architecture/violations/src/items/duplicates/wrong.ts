import { totp } from '../totp/index.ts';

export const wrong = totp;
