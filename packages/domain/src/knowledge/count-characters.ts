/** The number of a text's characters as the database counts them: code points, so that most emojis count as one. */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}
