export const saving = 'saving';
