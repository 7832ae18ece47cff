-- The roles of CallFlex, one copy for psql (docker-compose.yml) and for infra/dev/roles.ts. Safe to repeat.
-- :'…_password' are psql variables.

-- Roles belong to the whole server: two that make them at once would collide.
SELECT pg_advisory_xact_lock(4205301);

DO $$
DECLARE
  name text;
BEGIN
  -- Owns every object and never signs in.
  IF to_regrole('callflex_owner') IS NULL THEN
    CREATE ROLE callflex_owner NOLOGIN;
  END IF;
  FOREACH name IN ARRAY ARRAY['callflex_migrate', 'callflex_auth', 'callflex_app', 'callflex_service'] LOOP
    IF to_regrole(name) IS NULL THEN
      EXECUTE format('CREATE ROLE %I LOGIN', name);
    END IF;
  END LOOP;
  -- Row-level security doesn't hold for such a role, so a server that has one under our names is refused.
  SELECT string_agg(rolname, ', ') INTO name FROM pg_roles
    WHERE rolname LIKE 'callflex\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole);
  IF name IS NOT NULL THEN
    RAISE EXCEPTION '% may pass by row-level security: take SUPERUSER, BYPASSRLS and CREATEROLE away first', name;
  END IF;
END $$;

ALTER ROLE callflex_migrate PASSWORD :'migrate_password';
ALTER ROLE callflex_auth PASSWORD :'auth_password';
ALTER ROLE callflex_app PASSWORD :'app_password';
ALTER ROLE callflex_service PASSWORD :'service_password';

-- An administrator without SUPERUSER gives a database away only to a role it is a member of.
GRANT callflex_owner TO CURRENT_USER;
-- The migrating role acts as the owner from its first statement, so everything it makes belongs to the owner.
GRANT callflex_owner TO callflex_migrate;
ALTER ROLE callflex_migrate SET role = 'callflex_owner';
