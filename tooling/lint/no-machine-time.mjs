const sqlTime =
  /\b(?:now\s*\(\s*\)|current_timestamp|localtimestamp|transaction_timestamp\s*\(|statement_timestamp\s*\()/iu;

/** Business time comes from BusinessClock. See libs/clock. */
export const noMachineTime = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      script:
        'Business time is BusinessClock.now() of libs/clock; technical time is machineNow() or performance.now().',
      sql: 'Business time is passed to SQL as a parameter; technical time (leases, retries) is clock_timestamp().',
    },
  },
  create(context) {
    const text = (node, value) => {
      if (sqlTime.test(value)) {
        context.report({ node, messageId: 'sql' });
      }
    };
    return {
      'NewExpression[callee.name="Date"][arguments.length=0]': (node) => context.report({ node, messageId: 'script' }),
      'CallExpression[callee.name="Date"]': (node) => context.report({ node, messageId: 'script' }),
      'MemberExpression[object.name="Date"][property.name="now"]': (node) =>
        context.report({ node, messageId: 'script' }),
      'MemberExpression[object.object.name="Temporal"][object.property.name="Now"]': (node) =>
        context.report({ node, messageId: 'script' }),
      Literal: (node) => (typeof node.value === 'string' ? text(node, node.value) : undefined),
      TemplateElement: (node) => text(node, node.value.raw),
    };
  },
};
