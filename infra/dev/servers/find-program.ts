import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/** Tells whether a path is a file that this user may run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Looks a program up on PATH.
 *
 * @param names in the order of preference, without the ending that Windows adds
 * @returns its absolute path, or undefined
 */
export function findProgram(...names: string[]): string | undefined {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  for (const name of names) {
    for (const folder of folders) {
      const file = path.resolve(folder, `${name}${suffix}`);
      if (isProgram(file)) return file;
    }
  }
  return undefined;
}
