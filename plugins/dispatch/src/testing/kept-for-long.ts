/** Configuration of an inbox that keeps the messages of days long ago: tests have days of their own, whenever they run. */
export const keptForLong = { inbox: { retention_days: 3_650 } };
