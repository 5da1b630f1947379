export const devices = 'devices';
