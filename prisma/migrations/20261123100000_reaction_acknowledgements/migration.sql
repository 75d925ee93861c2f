-- A reaction acknowledges, too, where the text asks for one. The acknowledgement says what it was, and so does its event.
-- Locks: ACCESS EXCLUSIVE on acknowledgement for a moment (a CHECK that is wider than the one before, so no row is read).
ALTER TABLE "acknowledgement"
  DROP CONSTRAINT "acknowledgement_source",
  ADD CONSTRAINT "acknowledgement_source" CHECK (source IN ('click', 'reaction')) NOT VALID;

-- As before, with the source of the acknowledgement.
CREATE OR REPLACE FUNCTION acknowledged_is_read() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM receipt WHERE delivery_id = NEW.delivery_id AND read_seen_at IS NOT NULL) THEN
    INSERT INTO receipt AS r (delivery_id, read_seen_at, source, checked_at)
    VALUES (NEW.delivery_id, NEW.acked_at, NEW.source, NEW.acked_at)
    ON CONFLICT (delivery_id) DO UPDATE
      SET read_seen_at = excluded.read_seen_at, source = excluded.source, checked_at = excluded.checked_at,
          unread_as_of = CASE WHEN r.unread_as_of < excluded.read_seen_at THEN r.unread_as_of END
      WHERE r.read_seen_at IS NULL;
    DELETE FROM receipt_watch WHERE delivery_id = NEW.delivery_id;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION outbox_acknowledged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_event (type, campaign_id, run_id, data)
  SELECT 'receipt.acknowledged', r.campaign_id, r.id, jsonb_build_object('delivery_id', d.id, 'user_id', d.recipient_id,
         'choice', NEW.choice, 'source', NEW.source,
         'acked_at', to_char(NEW.acked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    FROM delivery d JOIN run r ON r.id = d.run_id WHERE d.id = NEW.delivery_id;
  RETURN NULL;
END $$;
