export const devices = 'devices';
export type OfDevices = typeof devices;
