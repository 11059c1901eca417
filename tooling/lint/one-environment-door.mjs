/** The environment is read in libs/config/environment.ts, so that every key is in a schema and on the configuration page. */
export const oneEnvironmentDoor = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { door: 'Read the environment by readConfig(schema, environment()) of libs/config.' },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: 'door' });
    return {
      'MemberExpression[object.name="process"][property.name="env"]': report,
      'MemberExpression[object.name="process"][property.value="env"]': report,
      'ImportDeclaration[source.value=/^(node:)?process$/]': report,
    };
  },
};
