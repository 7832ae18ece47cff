-- migrate:up

-- Keeps updated_at true whatever the writer sets.
CREATE FUNCTION update_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;

-- The signed-in user and the organization of the current transaction; empty or malformed settings count as unset.
CREATE FUNCTION current_user_id() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN current_setting('app.user_id', true) ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' THEN current_setting('app.user_id', true)::uuid END
$$;
CREATE FUNCTION current_org_id() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN current_setting('app.org_id', true) ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' THEN current_setting('app.org_id', true)::uuid END
$$;

-- Row-level security of one table: enabled and forced, the owner and the service see every row, callflex_app the rows of
-- its organizations. `app_verbs` and `service_verbs` are what the roles may do ('SELECT, INSERT'), '' for nothing.
CREATE PROCEDURE protect_table(target regclass, org_column text, app_verbs text, service_verbs text) LANGUAGE plpgsql AS $$
DECLARE
  verb text;
  wall text := format('%I = ANY ((SELECT get_user_org_ids())::uuid[])', org_column);
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY owner_all ON %s TO callflex_owner USING (true) WITH CHECK (true)', target);
  IF service_verbs <> '' THEN
    EXECUTE format('GRANT %s ON %s TO callflex_service', service_verbs, target);
    EXECUTE format('CREATE POLICY service_all ON %s TO callflex_service USING (true) WITH CHECK (true)', target);
  END IF;
  IF app_verbs <> '' THEN
    EXECUTE format('GRANT %s ON %s TO callflex_app', app_verbs, target);
    FOREACH verb IN ARRAY string_to_array(app_verbs, ', ') LOOP
      EXECUTE format('CREATE POLICY tenant_%s ON %s FOR %s TO callflex_app %s %s', lower(verb), target, verb,
        CASE WHEN verb <> 'INSERT' THEN format('USING (%s)', wall) ELSE '' END,
        CASE WHEN verb IN ('INSERT', 'UPDATE') THEN format('WITH CHECK (%s)', wall) ELSE '' END);
    END LOOP;
  END IF;
END $$;

-- Sign-in tables: the auth role sees every row, the owner too, nobody else.
CREATE PROCEDURE protect_identity_table(target regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY owner_all ON %s TO callflex_owner USING (true) WITH CHECK (true)', target);
  EXECUTE format('CREATE POLICY auth_all ON %s TO callflex_auth USING (true) WITH CHECK (true)', target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO callflex_auth', target);
END $$;

GRANT USAGE ON SCHEMA public TO callflex_app, callflex_auth, callflex_service;

-- migrate:down
DROP PROCEDURE protect_identity_table(regclass);
DROP PROCEDURE protect_table(regclass, text, text, text);
DROP FUNCTION current_org_id();
DROP FUNCTION current_user_id();
DROP FUNCTION update_updated_at();
