/** Parameters that are codes, e.g. `question: handler-says-invalid`. */
const code = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;

/**
 * Adds `questionIsHandlerSaysInvalid` for every parameter `question` whose value is a code, and `questionIsEmpty` where
 * there is none. Templates hold no logic, but
 * leave out a line that begins with `{?name}`: so each answer has its own line.
 */
export function withFlags(parameters: Readonly<Record<string, string>>): Record<string, string> {
  const flags = Object.entries(parameters)
    .filter(([, value]) => value === '' || code.test(value))
    .map(([name, value]) => [`${name}Is${value === '' ? 'Empty' : pascal(value)}`, 'yes']);
  return { ...(Object.fromEntries(flags) as Record<string, string>), ...parameters };
}

function pascal(value: string): string {
  return value
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
