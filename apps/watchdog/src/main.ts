import { environment } from '#libs/config/environment.js';
import { readConfig } from '#libs/config/read-config.js';
import { runProcess } from '#libs/runtime/run-process.js';
import { startWatchdog } from './start-watchdog.js';
import { WatchdogConfig } from './watchdog.config.js';

await runProcess('watchdog', async () => startWatchdog(readConfig(WatchdogConfig, environment())));
