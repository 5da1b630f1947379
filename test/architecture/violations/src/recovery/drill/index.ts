export const drill = 'drill';
