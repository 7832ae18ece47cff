import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Reads a JSON file of the state.
 *
 * @returns the content, or undefined when the file is missing
 * @throws when the file is there but is not JSON: losing state silently would be worse than not starting
 */
export async function readSnapshot(dir: string, name: string): Promise<unknown> {
  const file = path.join(dir, `${name}.json`);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is damaged: move it away to start with empty state`, { cause: error });
  }
}

/**
 * Replaces a JSON file of the state; a crash leaves the old or the new content, never half of it. The file holds
 * secrets, so that only its owner may read it.
 */
export async function writeSnapshot(dir: string, name: string, content: unknown): Promise<void> {
  await mkdir(dir, { recursive: true });
  const file = path.join(dir, `${name}.json`);
  await writeFile(`${file}.new`, JSON.stringify(content), { mode: 0o600 });
  await rename(`${file}.new`, file);
}
