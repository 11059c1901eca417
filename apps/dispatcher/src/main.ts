import { environment } from '#libs/config/environment.js';
import { readConfig } from '#libs/config/read-config.js';
import { runProcess } from '#libs/runtime/run-process.js';
import { DispatcherConfig } from './dispatcher.config.js';
import { startDispatcher } from './start-dispatcher.js';

await runProcess('dispatcher', async () => startDispatcher(readConfig(DispatcherConfig, environment())));
