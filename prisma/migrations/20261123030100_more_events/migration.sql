-- Told besides: a campaign that got a time, an occurrence that nobody was sent, a file that is ready. Triggers only; each
-- CREATE TRIGGER takes SHARE ROW EXCLUSIVE on its table for a moment, which waits for writers and keeps no reader.
CREATE FUNCTION outbox_instant(at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- The window in which a send can be taken back is a schedule, too: `campaign.started` is told at its end.
CREATE FUNCTION outbox_scheduled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_event (type, campaign_id, data)
  VALUES ('campaign.scheduled', NEW.campaign_id, jsonb_strip_nulls(jsonb_build_object(
    'kind', NEW.kind, 'next_at', outbox_instant(NEW.next_at), 'by', NEW.requested_by)));
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_scheduled AFTER INSERT ON "schedule" FOR EACH ROW
  WHEN (NEW.kind <> 'now') EXECUTE FUNCTION outbox_scheduled();

-- Once for each occurrence, at the end of it: one that waits, or asks, is not left out yet.
CREATE FUNCTION outbox_skipped() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.outcome IN ('missed', 'skipped') THEN RETURN NULL; END IF;
  INSERT INTO outbox_event (type, campaign_id, data)
  SELECT 'schedule.skipped', s.campaign_id, jsonb_strip_nulls(jsonb_build_object(
           'local_key', NEW.local_key, 'fires_at', outbox_instant(NEW.fires_at), 'outcome', NEW.outcome,
           'code', NEW.reason, 'by', NEW.decided_by))
    FROM schedule s WHERE s.id = NEW.schedule_id;
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_skipped AFTER INSERT OR UPDATE OF outcome ON "schedule_occurrence" FOR EACH ROW
  WHEN (NEW.outcome IN ('missed', 'skipped')) EXECUTE FUNCTION outbox_skipped();

CREATE FUNCTION outbox_export() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_event (type, campaign_id, run_id, data)
  VALUES ('export.ready', NEW.campaign_id, NEW.run_id, jsonb_build_object(
    'export_id', NEW.operation_id, 'operation_id', NEW.operation_id, 'format', NEW.format, 'by', NEW.requested_by));
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_export AFTER UPDATE OF ready_at ON "export" FOR EACH ROW
  WHEN (OLD.ready_at IS NULL AND NEW.ready_at IS NOT NULL) EXECUTE FUNCTION outbox_export();
