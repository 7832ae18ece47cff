import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { CLONE } from "../servers/places.ts";

const HOME = path.join(CLONE, "packages/api-client");
const [, example = ""] = /```ts\n([\s\S]*?)```/.exec(readFileSync(path.join(HOME, "README.md"), "utf8")) ?? [];

/** What the compiler, as the whole repository uses it, says of each text as a file of the package. */
function complaints(texts: string[]): string[][] {
  const files = new Map(texts.map((text, index) => [path.join(HOME, "src", `example-${index}.ts`), text]));
  const { config } = ts.readConfigFile(path.join(CLONE, "tsconfig.json"), (name) => ts.sys.readFile(name));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, CLONE);
  const usual = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...usual,
    fileExists: (name) => files.has(name) || usual.fileExists(name),
    getSourceFile: (name, ...rest) => {
      const text = files.get(name);
      return text === undefined
        ? usual.getSourceFile(name, ...rest)
        : ts.createSourceFile(name, text, ts.ScriptTarget.ESNext);
    },
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].map((file) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
  );
}

test("the package's example compiles, and mistakes in it don't", () => {
  const mistakes: [string, string][] = [
    ['"/calls"', '"/cals"'],
    ['outcome: "message"', 'outcome: "massage"'],
    ['path: { id: "0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10" }, ', ""],
    ["done: true", 'done: "yes"'],
    ["call.summary", "call.resume"],
  ];
  const [right, ...wrong] = complaints([example, ...mistakes.map(([good, bad]) => example.replace(good, bad))]);
  expect(right).toEqual([]);
  for (const [index, [, mistake]] of mistakes.entries()) {
    expect([mistake, wrong[index]?.length]).toEqual([mistake, expect.any(Number)]);
    expect([mistake, wrong[index]]).not.toEqual([mistake, []]);
  }
});
