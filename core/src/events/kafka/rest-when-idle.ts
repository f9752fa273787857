import { RequestQueue } from './request-queue.js';

const { scheduleCheckPendingRequests } = RequestQueue.prototype;

/**
 * Lets a connection of kafkajs rest while no request waits. kafkajs 2.2.4 looks for waiting requests every millisecond
 * from the first answer on, for as long as the process lives (tulios/kafkajs#1704), also for connections that are gone,
 * and asks Node for timers in the past to do so (#1751).
 */
RequestQueue.prototype.scheduleCheckPendingRequests = function scheduleWhenOneWaits(): void {
  if (this.pending.length > 0) scheduleCheckPendingRequests.call(this);
};
