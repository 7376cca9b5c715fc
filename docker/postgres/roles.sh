#!/bin/sh
# Run once, when the database is made: the platform does not work as a superuser, and who measures only looks.
set -eu
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
  --set=polyspool="$(cat /run/secrets/postgres_password_polyspool)" \
  --set=exporter="$(cat /run/secrets/postgres_password_exporter)" <<'SQL'
-- A test of a backup restores it into a database of its own.
CREATE ROLE polyspool LOGIN CREATEDB PASSWORD :'polyspool';
CREATE ROLE exporter LOGIN PASSWORD :'exporter';
GRANT pg_monitor TO exporter;
CREATE DATABASE polyspool OWNER polyspool TEMPLATE template0 ENCODING 'UTF8';
SQL
