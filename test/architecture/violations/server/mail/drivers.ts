import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';

export const drivers: readonly unknown[] = [DatabaseSync, Kysely];
