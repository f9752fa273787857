/**
 * What a host does of the whole: answers HTTP, answers gRPC, consumes events, relays the outbox, keeps timers and jobs.
 * Several hosts on one database may share the roles in any way; health, readiness and metrics every host has.
 */
export const hostRoles = ['http', 'grpc', 'consumers', 'relay', 'timers'] as const;
export type HostRole = (typeof hostRoles)[number];
