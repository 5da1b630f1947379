export const session = 'session';
export type OfSession = typeof session;
