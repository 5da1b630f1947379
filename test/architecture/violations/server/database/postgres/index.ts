export const postgres = 'postgres';
