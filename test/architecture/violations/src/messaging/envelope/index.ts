export const envelope = 'envelope';
