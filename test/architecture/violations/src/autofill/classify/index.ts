export const classify = 'classify';
