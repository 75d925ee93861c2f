-- A post may be pinned for so long after it was posted, so that each run of a campaign that recurs has its own pins.
-- Locks: none on tables; the function of a trigger is replaced.

CREATE OR REPLACE FUNCTION chat_pin_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO chat_pin (delivery_id, sender_id, message_id, pin_until, due_at)
  SELECT NEW.id, NEW.sender_id, NEW.message_id,
         coalesce((r.target->>'pinUntil')::timestamptz,
                  coalesce(NEW.sent_at, clock_timestamp()) + make_interval(hours => (r.target->>'pinForHours')::int)),
         clock_timestamp()
    FROM run r WHERE r.id = NEW.run_id AND r.target ?| array['pinUntil', 'pinForHours']
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
