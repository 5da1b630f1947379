/*
 * postgres: the engine for stores that outgrow one machine. Serializable transactions that are repeated where the database
 * asks for it; one connection writes, a few others read. Knows the port, and nothing of another engine.
 */
export { isPostgresAddress } from './address.ts';
export { numberOn } from './numbers.ts';
export { openPostgres } from './postgres.ts';
