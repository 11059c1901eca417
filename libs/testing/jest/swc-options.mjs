/** How TypeScript becomes JavaScript in tests: the same in Jest and in processes that tests start from source. */
export const swcOptions = {
  swcrc: false,
  jsc: {
    target: 'es2024',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};
