/*
 * sqlite: the embedded engine. One file in a folder, held by one process; copies of it, and the mark by which a copy that
 * was put in its place is told from it. Knows the port, and nothing of another engine.
 */
export { backUp, restore } from './copies.ts';
export { lastNumbers } from './numbers.ts';
export { hasSqlite, openSqlite } from './sqlite.ts';
