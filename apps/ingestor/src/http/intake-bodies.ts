import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { apiKeyIn, formOfKey } from '../form/api-key.js';
import { formBodyLimitBytes } from '../form/form.controller.js';
import { RateLimit } from '../form/rate-limit.js';
import { LoadedIntake } from '../plan/loaded-intake.js';
import { smsBodyLimitBytes } from '../sms/body-limit.js';

/**
 * Bodies of the intake endpoints reach their controllers byte by byte, whatever type they claim: signatures are made
 * over bytes, and what is no JSON is kept, not answered with an error of the framework. Large bodies are read only
 * from who has a key, and only as many as the plan lets through.
 */
export function takeIntakeBodies(app: NestExpressApplication): void {
  const { plan, secretOf } = app.get(LoadedIntake);
  const rates = new RateLimit();
  app.use('/intake/complaints', (request: Request, response: Response, next: NextFunction) => {
    const key = apiKeyIn((name) => request.get(name));
    const entry = key === null ? null : formOfKey(key, plan.forms, secretOf);
    if (entry === null) {
      response.status(401).json({ statusCode: 401, message: 'Unauthorized' });
      return;
    }
    const waitSeconds = rates.take(entry.key, entry.perMinute);
    if (waitSeconds > 0) {
      response.setHeader('Retry-After', String(waitSeconds));
      response
        .status(429)
        .json({ statusCode: 429, message: `Too many complaints at once; wait ${String(waitSeconds)} s` });
      return;
    }
    next();
  });
  app.useBodyParser('raw', { type: below('/intake/sms/'), limit: smsBodyLimitBytes });
  app.useBodyParser('raw', { type: below('/intake/complaints'), limit: formBodyLimitBytes });
}

function below(path: string): (request: IncomingMessage) => boolean {
  return ({ url }) => url?.startsWith(path) === true;
}
