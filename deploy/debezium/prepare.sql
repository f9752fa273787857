-- Run once in Promenade's database, after `promenade migrate`, by a superuser:
--   psql "$ADMIN_URL" -v password="'…'" -f deploy/debezium/prepare.sql
-- The server needs wal_level = logical and max_slot_wal_keep_size set (see README.md).
\set ON_ERROR_STOP on
begin;
create role promenade_cdc login replication password :password;
grant usage on schema promenade to promenade_cdc;
grant select on promenade.outbox to promenade_cdc;
-- The first snapshot reads the table as this role; what follows is read from the write-ahead log.
create policy cdc_reads on promenade.outbox for select to promenade_cdc using (true);
-- New rows only: neither that housekeeping removes some is news, nor a position.
create publication promenade_outbox for table promenade.outbox with (publish = 'insert');
commit;
