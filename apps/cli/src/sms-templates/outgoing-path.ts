import { relative, resolve } from 'node:path';
import { environment } from '#libs/config/environment.js';
import { projectFolder } from '#libs/runtime/project-folder.js';

/** The outgoing plan as configured, relative to Redress's own folder, as short as can be from here. */
export function outgoingPath(given: string | undefined): string {
  const configured = environment()['REDRESS_OUTGOING'] ?? 'config/outgoing.example.yaml';
  return given ?? relative('', resolve(projectFolder(), configured));
}
