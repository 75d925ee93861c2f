-- Looks are shared out over the runs of a bot, and people who were not in the messenger are left alone.
--
-- Locks: ACCESS EXCLUSIVE on receipt_watch while its rows are rewritten and the index is built (about 10 s for a
-- million watched messages; nothing is sent meanwhile, since a send writes a watch); SHARE on receipt while its index is
-- built.
ALTER TABLE "receipt_watch" ADD COLUMN "run_id" UUID, ADD COLUMN "idle_as_of" TIMESTAMPTZ(3);
UPDATE "receipt_watch" w SET run_id = d.run_id FROM "delivery" d WHERE d.id = w.delivery_id;
-- A watch of no delivery would be looked at for nothing.
DELETE FROM "receipt_watch" WHERE run_id IS NULL;
ALTER TABLE "receipt_watch" ALTER COLUMN "run_id" SET NOT NULL;
CREATE INDEX "receipt_watch_sender_id_run_id_next_check_at_idx" ON "receipt_watch"("sender_id", "run_id", "next_check_at");

-- The newest reads, against which the messenger's word about activity is held.
CREATE INDEX "receipt_read_seen_at_idx" ON "receipt"("read_seen_at");

CREATE OR REPLACE FUNCTION receipt_watch_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO receipt_watch (delivery_id, run_id, sender_id, recipient_id, message_id, sent_at, next_check_at)
  VALUES (NEW.id, NEW.run_id, NEW.sender_id, NEW.recipient_id, NEW.message_id, NEW.sent_at, NEW.sent_at)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
