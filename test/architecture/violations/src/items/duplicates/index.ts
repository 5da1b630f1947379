export const duplicates = 'duplicates';
