export const replica = 'replica';
