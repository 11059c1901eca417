import { z } from 'zod';

const Duration = z
  .string()
  .regex(/^\d+(ms|s|m)$/u)
  .transform(
    (text) => Number.parseInt(text, 10) * { ms: 1, s: 1_000, m: 60_000 }[text.replace(/^\d+/u, '') as 'ms' | 's' | 'm'],
  );

const HealthCheck = z.strictObject({
  test: z.tuple([z.literal('CMD')], z.string()),
  interval: Duration,
  timeout: Duration,
  start_period: Duration.optional(),
  retries: z.int().positive(),
});
export type HealthCheck = z.infer<typeof HealthCheck>;

const Secret = z.union([
  z.string().transform((source) => ({ source, target: `/run/secrets/${source}` })),
  z.strictObject({ source: z.string(), target: z.string().startsWith('/') }),
]);

const ComposeService = z.strictObject({
  image: z.string().regex(/:[\w.-]+$/u, { error: 'names no version' }),
  build: z.strictObject({ context: z.literal('.'), target: z.string() }).optional(),
  hostname: z.string().optional(),
  profiles: z.array(z.string()).default([]),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).default({}),
  secrets: z.array(Secret).default([]),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  depends_on: z
    .record(z.string(), z.strictObject({ condition: z.enum(['service_healthy', 'service_completed_successfully']) }))
    .default({}),
  healthcheck: HealthCheck.optional(),
  restart: z.enum(['no', 'unless-stopped']),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  shm_size: z.string().optional(),
  stop_grace_period: Duration.optional(),
});
export type ComposeService = z.infer<typeof ComposeService>;

/** The part of the Compose specification that docker-compose.yml uses; anything else is a fault here. */
export const ComposeFile = z.looseObject({
  services: z.record(z.string(), ComposeService),
  secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
  volumes: z.record(z.string(), z.null()),
});
export type ComposeFile = z.infer<typeof ComposeFile>;
