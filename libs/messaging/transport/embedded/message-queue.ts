/** Schema of the queue engine (graphile-worker) on the same PostgreSQL. */
export const queueSchema = 'message_queue';

/** One job is one message for one service; the service's name is the engine's task identifier. */
export const mostDeliveries = 1_000;
