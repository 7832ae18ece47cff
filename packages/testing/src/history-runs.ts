/** How many random histories are played: 300 in every test run, more where HISTORIES says so (up to 10,000). */
export function historyRuns(): number {
  const asked = Number(process.env.HISTORIES ?? 300);
  if (!Number.isInteger(asked) || asked < 1 || asked > 10_000)
    throw new RangeError(`HISTORIES must be a number from 1 to 10000, not ${process.env.HISTORIES}`);
  return asked;
}
