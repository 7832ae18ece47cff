/** @returns the text of a form's field, "" where it is missing or a file */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
