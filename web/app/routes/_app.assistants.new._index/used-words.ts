/** @returns how often a template was used, in words */
export function usedWords(count: number): string {
  if (count === 0) return "Nobody uses it yet.";
  return count === 1 ? "One assistant was made from it." : `${count} assistants were made from it.`;
}
