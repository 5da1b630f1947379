export const rpc = 'rpc';
export type OfRpc = typeof rpc;
