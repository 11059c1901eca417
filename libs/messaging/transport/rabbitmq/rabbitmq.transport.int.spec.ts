import { transportFeatures } from '../transport.features.js';
import { rabbitmqUnderTest } from './rabbitmq.under-test.js';

transportFeatures('rabbitmq', rabbitmqUnderTest());
