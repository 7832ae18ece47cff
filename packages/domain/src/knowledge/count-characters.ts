/** The number of a text's characters as the database counts them: code points, so that most emojis count as one. */
export function countCharacters(text: string): number {
  let characters = 0;
  for (const _character of text) characters += 1;
  return characters;
}
