import type { ColumnShape, SchemaShape, TableShape } from "./schema-shape.ts";

/** Where Prisma can't say what the database does. */
const UNSAYABLE: Record<string, { prisma: string; database: string }> = {
  // Prisma takes no xid8 into a key; seq alone is unique too, being an identity.
  live_events: { prisma: "PRIMARY KEY (seq)", database: "PRIMARY KEY (xid, seq)" },
};

function compareLists(where: string, what: string, prisma: string[], database: string[]): string[] {
  return [
    ...database
      .filter((text) => !prisma.includes(text))
      .map((text) => `${where}: ${what} only in the database: ${text}`),
    ...prisma
      .filter((text) => !database.includes(text))
      .map((text) => `${where}: ${what} only in schema.prisma: ${text}`),
  ];
}

function compareColumns(where: string, prisma: ColumnShape, database: ColumnShape): string[] {
  return (["type", "nullable", "default"] as const)
    .filter((property) => prisma[property] !== database[property])
    .map(
      (property) =>
        `${where}: ${property} is ${database[property]} in the database and ${prisma[property]} in schema.prisma`,
    );
}

function compareTables(name: string, prisma: TableShape, database: TableShape): string[] {
  const exception = UNSAYABLE[name];
  const prismaKeys = prisma.keys.map((key) => (key === exception?.prisma ? exception.database : key));
  const shared = Object.keys(database.columns).filter((column) => column in prisma.columns);
  return [
    ...compareLists(name, "column", Object.keys(prisma.columns), Object.keys(database.columns)),
    ...shared.flatMap((column) =>
      compareColumns(`${name}.${column}`, prisma.columns[column]!, database.columns[column]!),
    ),
    ...compareLists(name, "key", prismaKeys, database.keys),
    ...compareLists(name, "reference", prisma.references, database.references),
  ];
}

/**
 * Names each difference between schema.prisma and the database: tables, columns, types, nullability, defaults, keys and
 * references. Indexes, checks and policies are none of Prisma's business.
 *
 * @returns one line a difference, none when the two agree
 */
export function compareSchemas(prisma: SchemaShape, database: SchemaShape): string[] {
  const shared = Object.keys(database).filter((table) => table in prisma);
  return [
    ...compareLists("schema", "table", Object.keys(prisma), Object.keys(database)),
    ...shared.flatMap((table) => compareTables(table, prisma[table]!, database[table]!)),
  ];
}
