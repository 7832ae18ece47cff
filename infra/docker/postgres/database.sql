-- Gives the database of this connection to callflex_owner. Rights on a database aren't copied with a template, so a clone
-- gets this, too. Safe to repeat.

DO $$
BEGIN
  EXECUTE format('ALTER DATABASE %I OWNER TO callflex_owner', current_database());
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format(
    'GRANT CONNECT ON DATABASE %I TO callflex_migrate, callflex_auth, callflex_app, callflex_service',
    current_database()
  );
END $$;

-- Making an extension is the administrator's right.
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS citext;
