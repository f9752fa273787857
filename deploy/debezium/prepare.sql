-- Run once in Promenade's database, after `promenade migrate`, by a superuser:
--   psql "$ADMIN_URL" -v password="'…'" -f deploy/debezium/prepare.sql
-- The server needs wal_level = logical and a bound for what a slot may keep (see README.md); without the bound this refuses.
\set ON_ERROR_STOP on
begin;
do $$
begin
  if current_setting('max_slot_wal_keep_size') = '-1' then
    raise exception 'max_slot_wal_keep_size is -1: a replication slot that nobody reads would fill the disk'
      using errcode = 'object_not_in_prerequisite_state',
        hint = 'Bound it well below the free disk, then run this again: '
          'alter system set max_slot_wal_keep_size = ''10GB''; select pg_reload_conf();';
  end if;
end $$;
create role promenade_cdc login replication password :password;
grant usage on schema promenade to promenade_cdc;
grant select on promenade.outbox to promenade_cdc;
-- The first snapshot reads the table as this role; what follows is read from the write-ahead log.
create policy cdc_reads on promenade.outbox for select to promenade_cdc using (true);
-- New rows only: neither that housekeeping removes some is news, nor a position.
create publication promenade_outbox for table promenade.outbox with (publish = 'insert');
commit;
