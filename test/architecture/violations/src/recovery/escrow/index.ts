export const escrow = 'escrow';
