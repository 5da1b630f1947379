export const organisation = 'organisation';
