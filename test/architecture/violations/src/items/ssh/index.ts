export const ssh = 'ssh';
