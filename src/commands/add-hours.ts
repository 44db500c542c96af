const millisecondsPerHour = 3_600_000;

/** The instant so many hours after another. */
export function addHours(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * millisecondsPerHour);
}
