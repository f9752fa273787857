import { limitWindow, type RateLimit, type RateLimiter, type Verdict } from '../rate-limiter.js';
import type { RedisServer } from './redis-server.js';

/** How long a count is kept after the last request, in milliseconds. */
const keptFor = 60_000;

// A list of when the last requests were let through, the newest first. One more is let through when the request that
// is `limit` places before it is a window ago. Times are of Redis' clock, in microseconds, so that hosts agree on them.
const script = `
local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local oldest = redis.call('LINDEX', KEYS[1], limit - 1)
if oldest then
  local wait = tonumber(oldest) + window - now
  if wait > window then wait = window end
  if wait > 0 then return wait end
end
redis.call('LPUSH', KEYS[1], string.format('%.0f', now))
redis.call('LTRIM', KEYS[1], 0, limit - 1)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 0
`;

/** Limits that all hosts share. */
export class RedisRateLimiter implements RateLimiter {
  constructor(private readonly server: RedisServer) {}

  async take(key: string, { perSecond }: RateLimit): Promise<Verdict> {
    const microseconds = Number(
      await this.server.run((redis) =>
        redis.eval(script, 1, key, perSecond, limitWindow * 1_000, keptFor),
      ),
    );
    return microseconds > 0
      ? { allowed: false, retryAfter: microseconds / 1_000 }
      : { allowed: true };
  }
}
