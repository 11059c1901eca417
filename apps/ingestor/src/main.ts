import { environment } from '#libs/config/environment.js';
import { readConfig } from '#libs/config/read-config.js';
import { runProcess } from '#libs/runtime/run-process.js';
import { IngestorConfig } from './ingestor.config.js';
import { startIngestor } from './start-ingestor.js';

await runProcess('ingestor', () => startIngestor(readConfig(IngestorConfig, environment())));
