export const watch = 'watch';
