import * as v from 'valibot';
import { BACKUP_CODE_LENGTH } from './values.ts';

export const totpCode = v.pipe(v.string(), v.regex(/^[0-9]{6}$/));
export const backupCode = v.pipe(v.string(), v.regex(new RegExp(`^[A-Z2-7]{${BACKUP_CODE_LENGTH}}$`)));
