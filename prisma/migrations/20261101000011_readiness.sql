-- migrate:up

-- A service is ready when the database stands at the newest migration that it was built with.
GRANT SELECT ON schema_migrations TO callflex_app, callflex_service;

-- migrate:down
REVOKE SELECT ON schema_migrations FROM callflex_app, callflex_service;
