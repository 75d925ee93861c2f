-- Workers are called when there is work for them, so that their loops need not wait for the next look: one NOTIFY with the
-- kind of work. Nothing depends on it being heard. Postgres lets one transaction with a NOTIFY commit at a time, so no row
-- of the hot path has such a trigger: a run calls when it is to be prepared, goes on or opens a wave, an operation when it is
-- asked for, events by the statement that writes them. Equal calls of one transaction are one.
-- Locks: CREATE TRIGGER takes SHARE ROW EXCLUSIVE on run, operation and outbox_event for a moment; it waits for writers and
-- keeps no reader.
CREATE FUNCTION call_workers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('vestnik_work', TG_ARGV[0]);
  RETURN NULL;
END $$;

CREATE TRIGGER call_run_begins AFTER INSERT ON "run" FOR EACH ROW
  WHEN (NEW.status IN ('preparing', 'running')) EXECUTE FUNCTION call_workers('run');
CREATE TRIGGER call_run_goes_on AFTER UPDATE OF status, ramp_wave ON "run" FOR EACH ROW
  WHEN (NEW.status IN ('preparing', 'running')
        AND (NEW.status, NEW.ramp_wave) IS DISTINCT FROM (OLD.status, OLD.ramp_wave))
  EXECUTE FUNCTION call_workers('run');
CREATE TRIGGER call_operation AFTER INSERT ON "operation" FOR EACH ROW EXECUTE FUNCTION call_workers('operation');

-- Looks that find nothing to tell are statements, too.
CREATE FUNCTION call_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM written) THEN PERFORM pg_notify('vestnik_work', 'event'); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER call_event AFTER INSERT ON "outbox_event" REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION call_event();
