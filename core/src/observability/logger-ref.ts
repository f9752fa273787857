import { type ServiceRef, serviceRef } from '../plugin/service-ref.js';
import type { Logger } from './logger.js';

/** The plugin's own logger: `@inject(LoggerRef.token) private readonly logger: Logger`. */
export const LoggerRef: ServiceRef<Logger> = serviceRef<Logger>('core.logger');
