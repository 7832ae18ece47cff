/** Intents about one number are carried out one at a time. */
export function numberOrderingKey(phoneNumberId: string): string {
  return `phone-number/${phoneNumberId}`;
}
