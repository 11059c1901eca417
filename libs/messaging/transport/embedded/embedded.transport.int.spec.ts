import { transportFeatures } from '../transport.features.js';
import { embeddedUnderTest } from './embedded.under-test.js';

transportFeatures('embedded', embeddedUnderTest());
