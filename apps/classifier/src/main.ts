import { environment } from '#libs/config/environment.js';
import { readConfig } from '#libs/config/read-config.js';
import { runProcess } from '#libs/runtime/run-process.js';
import { ClassifierConfig } from './classifier.config.js';
import { startClassifier } from './start-classifier.js';

await runProcess('classifier', async () => startClassifier(readConfig(ClassifierConfig, environment())));
