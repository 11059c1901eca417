import { relative, resolve } from 'node:path';
import { z } from 'zod';
import { environment } from '#libs/config/environment.js';
import { pathSettings } from '#libs/config/paths.config.js';
import { readConfig } from '#libs/config/read-config.js';
import { projectFolder } from '#libs/runtime/project-folder.js';

/** Where presets and roster lie: as configured, which is relative to Redress's own folder, as short as can be from here. */
export function configuredPaths(): { readonly presets: string; readonly roster: string } {
  const config = readConfig(z.object(pathSettings), environment());
  const here = (path: string): string => relative('', resolve(projectFolder(), path));
  return { presets: here(config.REDRESS_PRESETS), roster: here(config.REDRESS_ROSTER) };
}
