/*
 * http: how an endpoint of the wire becomes a route. Sizes, types, shapes and callers are checked here, answers and
 * errors get their one form here; the rooms behind see parsed questions only.
 */
export { Refusal } from './refusal.ts';
export { answerError, answerEvents, answerPage, asRefusal, done } from './answer.ts';
export { SignatureChecker } from './signature.ts';
export { askedOf, mount } from './routes.ts';
export { RequestRates } from './rates.ts';
export { BodyBudget } from './budget.ts';
export type { Asked, Door, Entered, Serve } from './routes.ts';
