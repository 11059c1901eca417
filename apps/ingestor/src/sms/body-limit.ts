/** What a text message may be; the endpoint takes no more. */
export const smsBodyLimitBytes = 256 * 1024;
