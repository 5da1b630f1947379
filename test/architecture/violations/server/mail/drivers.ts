import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Client } from 'pg';

export const drivers: readonly unknown[] = [Client, DatabaseSync, Kysely];
