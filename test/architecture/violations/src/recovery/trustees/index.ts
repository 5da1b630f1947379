export const trustees = 'trustees';
