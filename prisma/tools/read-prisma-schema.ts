import { readFile } from "node:fs/promises";
import { getDMMF } from "@prisma/get-dmmf";
import type { ColumnShape, SchemaShape, TableShape } from "./schema-shape.ts";

type Document = Extract<ReturnType<typeof getDMMF>, { datamodel: unknown }>;
type Model = Document["datamodel"]["models"][number];
type Field = Model["fields"][number];

export const SCHEMA_FILE = new URL("../schema.prisma", import.meta.url);

const PLAIN_TYPES: Record<string, string> = {
  String: "text",
  Int: "integer",
  BigInt: "bigint",
  Boolean: "boolean",
  Json: "jsonb",
  Bytes: "bytea",
};

const NATIVE_TYPES: Record<string, (args: readonly string[]) => string> = {
  Uuid: () => "uuid",
  Citext: () => "citext",
  Date: () => "date",
  Char: ([length]) => `character(${length})`,
  Timestamptz: ([precision]) =>
    precision === "6" ? "timestamp with time zone" : `timestamp(${precision}) with time zone`,
};

function typeOf(field: Field): string {
  const native = field.nativeType as [string, readonly string[]] | null | undefined;
  const type = native ? NATIVE_TYPES[native[0]]?.(native[1]) : PLAIN_TYPES[field.type];
  if (!type) throw new Error(`prisma/tools: the type of ${field.name} (${native?.[0] ?? field.type}) isn't known here`);
  return field.isList ? `${type}[]` : type;
}

/** DMMF gives a BigInt's default as text, too. */
function literal(value: unknown, type: string): string {
  return typeof value === "string" && type !== "BigInt" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

function defaultOf(field: Field): string | null {
  const value: unknown = field.default;
  if (value === undefined) return null;
  if (Array.isArray(value)) return `'{${value.map(String).join(",")}}'`;
  if (typeof value !== "object" || value === null) return literal(value, field.type);
  const call = value as { name: string; args: readonly unknown[] };
  if (call.name === "now") return "now()";
  if (call.name === "autoincrement") return "identity";
  if (call.name === "dbgenerated") return String(call.args[0]);
  throw new Error(`prisma/tools: the default ${call.name}() of ${field.name} isn't known here`);
}

/** Prisma leaves fields of types that it doesn't know out of what it reports, so they are read from the text. */
function unsupportedColumns(schema: string, model: string): Record<string, ColumnShape> {
  const body = new RegExp(`^model ${model} \\{$([^}]*)^\\}$`, "m").exec(schema)?.[1] ?? "";
  const columns: Record<string, ColumnShape> = {};
  for (const [, name, type, optional, rest] of body.matchAll(/^ {2}(\w+)\s+Unsupported\("(.+?)"\)(\?)?(.*)$/gm)) {
    columns[name!] = {
      type: type!,
      nullable: optional === "?",
      default: /dbgenerated\("(.*?)"\)/.exec(rest!)?.[1] ?? null,
    };
  }
  return columns;
}

function tableOf(model: Model, models: readonly Model[], schema: string): TableShape {
  const column = (owner: Model, name: string) => owner.fields.find((field) => field.name === name)?.dbName ?? name;
  const list = (owner: Model, names: readonly string[]) => `(${names.map((name) => column(owner, name)).join(", ")})`;
  const columns = unsupportedColumns(schema, model.name);
  const keys: string[] = [];
  const references: string[] = [];
  for (const field of model.fields) {
    if (field.kind === "object") {
      if (!field.relationFromFields?.length) continue;
      const target = models.find((other) => other.name === field.type)!;
      const onDelete = (field.relationOnDelete ?? "NoAction").replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
      references.push(
        `${list(model, field.relationFromFields)} -> ${target.dbName} ${list(target, field.relationToFields ?? [])} on delete ${onDelete}`,
      );
      continue;
    }
    columns[field.dbName ?? field.name] = {
      type: typeOf(field),
      nullable: !field.isRequired,
      default: defaultOf(field),
    };
    if (field.isId) keys.push(`PRIMARY KEY ${list(model, [field.name])}`);
    if (field.isUnique) keys.push(`UNIQUE ${list(model, [field.name])}`);
  }
  if (model.primaryKey) keys.push(`PRIMARY KEY ${list(model, model.primaryKey.fields)}`);
  for (const fields of model.uniqueFields) keys.push(`UNIQUE ${list(model, fields)}`);
  return { columns, keys: keys.sort(), references: references.sort() };
}

/**
 * What schema.prisma says of each table.
 *
 * @throws Prisma's message when the schema isn't valid
 */
export async function readPrismaSchema(): Promise<SchemaShape> {
  const schema = await readFile(SCHEMA_FILE, "utf8");
  const document = getDMMF({ datamodel: schema });
  if (!("datamodel" in document)) throw new Error(`prisma/schema.prisma can't be read:\n${document.error.message}`);
  const { models } = document.datamodel;
  return Object.fromEntries(models.map((model) => [model.dbName ?? model.name, tableOf(model, models, schema)]));
}
