import { environment } from '#libs/config/environment.js';
import { runProcess } from '#libs/runtime/run-process.js';
import { Standalone } from './start-standalone.js';

await runProcess('standalone', async () => Standalone.start(environment()));
