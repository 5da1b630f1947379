export const vault = 'vault';
export type OfVault = typeof vault;
