/*
 * frames: pages of ours in frames above other people's pages, and what each of them acts on: where it stands, who has the focus
 * and the keys meanwhile, and what becomes of its text. It decides nothing of what is offered.
 */
export { Offers } from './offers.ts';
