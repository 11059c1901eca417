/** Every test runs, always: no skip, no only, no todo. */
export const honestTests = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      skipped: 'Tests are never skipped, narrowed or left to do; delete it or make it run.',
    },
  },
  create(context) {
    return {
      'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo|failing)$/]': (node) =>
        context.report({ node, messageId: 'skipped' }),
      'Identifier[name=/^(xit|fit|xtest|xdescribe|fdescribe)$/]': (node) =>
        context.report({ node, messageId: 'skipped' }),
    };
  },
};
