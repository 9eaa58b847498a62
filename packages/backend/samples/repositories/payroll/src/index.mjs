const DAYS_IN_YEAR = 260;

/** One pay slip for each employee of the event, gross, in cents. */
export async function handler(event) {
  return event.employees.map(({ id, yearlyCents, unpaidDays }) => ({
    id,
    grossCents: Math.round(
      yearlyCents / 12 - (yearlyCents / DAYS_IN_YEAR) * unpaidDays,
    ),
  }));
}
