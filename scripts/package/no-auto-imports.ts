import type { PluginOption, UserConfig } from 'vite';

/**
 * `imports: false` only keeps the types of WXT's auto-imports away: its plugin still looks for their names in our sources,
 * and a parameter called `storage` brought a library of that name into the package (4 kB, twice).
 */
export function dropAutoImports(config: UserConfig): void {
  config.plugins = withoutUnimport(config.plugins ?? []);
}

function withoutUnimport(plugins: PluginOption[]): PluginOption[] {
  return plugins.flatMap((plugin): PluginOption[] => {
    if (Array.isArray(plugin)) return withoutUnimport(plugin);
    return plugin && 'name' in plugin && plugin.name === 'unimport' ? [] : [plugin];
  });
}
