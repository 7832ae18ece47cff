/** @returns whether a loader's error says that the API refused what it was asked for (a damaged cursor) */
export function isRefusedInput(error: unknown): boolean {
  const status = (error as { init?: { status?: number } | null } | null)?.init?.status;
  return status === 400 || status === 422;
}
