export const flow = 'flow';
export type OfFlow = typeof flow;
