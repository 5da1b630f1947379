export const reveal = 'reveal';
