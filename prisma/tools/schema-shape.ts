/** A column as both sides can tell it. */
export interface ColumnShape {
  /** PostgreSQL's own name of the type, `timestamp with time zone`. */
  type: string;
  nullable: boolean;
  /** As SQL without casts: `now()`, `'trial'`, `0`, `identity`; the expression of a generated column; null for none. */
  default: string | null;
}

/** What the Prisma client relies on of a table. */
export interface TableShape {
  columns: Record<string, ColumnShape>;
  /** Primary and unique keys, each `PRIMARY KEY (a, b)` or `UNIQUE (a)`. */
  keys: string[];
  /** Each `(a, b) -> table (a, b) on delete cascade`. */
  references: string[];
}

/** Tables by name. */
export type SchemaShape = Record<string, TableShape>;
