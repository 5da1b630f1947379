export const archive = 'archive';
