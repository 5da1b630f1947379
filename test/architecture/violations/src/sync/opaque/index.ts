export const opaque = 'opaque';
