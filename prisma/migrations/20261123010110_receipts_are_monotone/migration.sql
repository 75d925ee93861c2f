-- Acknowledged, therefore read; read, therefore sent; and nothing takes a read away, whoever writes.
--
-- Locks: ACCESS EXCLUSIVE on receipt and SHARE ROW EXCLUSIVE on acknowledgement for a moment: the constraints are not
-- checked against the rows of before, and triggers read none.

-- What is known about reading only grows. A read is written once, with its source and its interval; until then «not yet
-- read» goes forward.
CREATE OR REPLACE FUNCTION receipt_is_monotone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.read_seen_at IS NOT NULL AND
     (NEW.read_seen_at, NEW.source, NEW.unread_as_of) IS DISTINCT FROM (OLD.read_seen_at, OLD.source, OLD.unread_as_of) THEN
    RAISE EXCEPTION 'a read is written once (delivery %)', OLD.delivery_id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.delivery_id IS DISTINCT FROM OLD.delivery_id THEN
    RAISE EXCEPTION 'a receipt stays with its delivery (delivery %)', OLD.delivery_id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.read_seen_at IS NULL THEN
    -- Kept, not refused: a clock that was put back must not stop the looks.
    NEW.unread_as_of := greatest(OLD.unread_as_of, NEW.unread_as_of);
    NEW.checked_at := greatest(OLD.checked_at, NEW.checked_at);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER receipt_is_kept BEFORE DELETE ON "receipt" FOR EACH ROW EXECUTE FUNCTION append_only();

ALTER TABLE "receipt"
  ADD CONSTRAINT "receipt_source" CHECK (source IN ('poll', 'newer_message', 'click', 'reaction', 'reply')) NOT VALID,
  ADD CONSTRAINT "receipt_interval" CHECK (unread_as_of <= read_seen_at) NOT VALID;

CREATE FUNCTION read_was_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM delivery WHERE id = NEW.delivery_id AND state = 'sent') THEN
    RAISE EXCEPTION 'what was not sent was not read (delivery %)', NEW.delivery_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER receipt_of_sent_is_new AFTER INSERT ON "receipt" FOR EACH ROW
  WHEN (NEW.read_seen_at IS NOT NULL) EXECUTE FUNCTION read_was_sent();
CREATE TRIGGER receipt_of_sent AFTER UPDATE OF read_seen_at ON "receipt" FOR EACH ROW
  WHEN (OLD.read_seen_at IS NULL AND NEW.read_seen_at IS NOT NULL) EXECUTE FUNCTION read_was_sent();

-- A click is a read. Whoever writes it down writes the read, too; where they did not (a click under a reminder confirms the
-- announcement, of which the order in the chat may be unclear), it is written here, at the end of their transaction. A
-- refusal would lose the click.
CREATE FUNCTION acknowledged_is_read() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM receipt WHERE delivery_id = NEW.delivery_id AND read_seen_at IS NOT NULL) THEN
    INSERT INTO receipt AS r (delivery_id, read_seen_at, source, checked_at)
    VALUES (NEW.delivery_id, NEW.acked_at, 'click', NEW.acked_at)
    ON CONFLICT (delivery_id) DO UPDATE
      SET read_seen_at = excluded.read_seen_at, source = excluded.source, checked_at = excluded.checked_at,
          unread_as_of = CASE WHEN r.unread_as_of < excluded.read_seen_at THEN r.unread_as_of END
      WHERE r.read_seen_at IS NULL;
    DELETE FROM receipt_watch WHERE delivery_id = NEW.delivery_id;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER acknowledged_is_read AFTER INSERT ON "acknowledgement"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION acknowledged_is_read();
