/*
 * link: how a new browser gets in by another one, drawn on both sides: the code, the number, and the yes to the vault here;
 * reading the code and choosing the number there. What any of it means the background knows.
 */
export { GetIn } from './get-in.tsx';
export { LetIn } from './let-in.tsx';
