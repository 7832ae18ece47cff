/**
 * Runs a command of the project and lets a person read why it failed, without a stack of our own code.
 *
 * @param command its work; what it returns is the exit code
 */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
