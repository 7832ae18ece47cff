import { randomInt } from "node:crypto";

const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/**
 * A name as part of a web address: `Smith & Söhne` becomes `smith-and-sohne`. At most 48 characters.
 *
 * @returns `organization` for names without a letter or digit of the Latin script
 */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 48)
    .replace(/-+$/, "");
  return slug || "organization";
}

/** The same slug with five random letters behind it, for a name that another organization has already. */
export function withRandomSuffix(slug: string): string {
  return `${slug}-${Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join("")}`;
}
