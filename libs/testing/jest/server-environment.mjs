import { TestEnvironment } from 'jest-environment-node';

/** Jest runs afterAll hooks in the order of their definition; those of `afterEverything` come last all the same. */
export default class ServerEnvironment extends TestEnvironment {
  handleTestEvent(event, state) {
    if (event.name === 'run_start') {
      const { hooks } = state.rootDescribeBlock;
      const isLast = ({ fn }) => fn.afterEverything === true;
      hooks.splice(0, hooks.length, ...hooks.filter((hook) => !isLast(hook)), ...hooks.filter(isLast).reverse());
    }
  }
}
