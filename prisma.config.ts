import { defineConfig } from "prisma/config";

/** Prisma only generates the client here. Migrations are plain SQL applied by dbmate (prisma/README.md). */
export default defineConfig({ schema: "prisma/schema.prisma" });
