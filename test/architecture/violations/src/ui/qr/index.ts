export const qr = 'qr';
