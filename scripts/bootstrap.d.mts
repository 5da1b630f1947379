export function installPackages(folder?: string): void;
export function runTask(name: string): void;
