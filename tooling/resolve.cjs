// How dependency-cruiser finds what an import means: sources instead of the build, and .ts where the import says .js.
const { join } = require('node:path');

module.exports = {
  resolve: {
    alias: { '#libs': join(process.cwd(), 'libs'), '#apps': join(process.cwd(), 'apps') },
    extensionAlias: { '.js': ['.ts', '.js'] },
    extensions: ['.ts', '.js', '.json'],
    conditionNames: ['import', 'node', 'default', 'types'],
  },
};
