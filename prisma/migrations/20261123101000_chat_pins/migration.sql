-- Posts that are pinned for as long as they hold. A row is made with the proof of the post, where its run says until when.
-- Locks: SHARE ROW EXCLUSIVE on delivery and recall for a moment (a foreign key of a table that is empty, triggers); no row is read.

-- CreateEnum
CREATE TYPE "pin_state" AS ENUM ('todo', 'pinned', 'unpinned', 'failed', 'dropped');

-- CreateTable
CREATE TABLE "chat_pin" (
    "delivery_id" BIGINT NOT NULL,
    "sender_id" UUID NOT NULL,
    "message_id" BIGINT NOT NULL,
    "state" "pin_state" NOT NULL DEFAULT 'todo',
    "pin_until" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "why" TEXT,
    "pinned_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "chat_pin_pkey" PRIMARY KEY ("delivery_id")
);

-- AddForeignKey
ALTER TABLE "chat_pin" ADD CONSTRAINT "chat_pin_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "chat_pin"
  ADD CONSTRAINT "chat_pin_open_is_due" CHECK ((state IN ('todo', 'pinned')) = (due_at IS NOT NULL)),
  ADD CONSTRAINT "chat_pin_ended_at" CHECK ((state IN ('todo', 'pinned')) = (ended_at IS NULL)),
  ADD CONSTRAINT "chat_pin_pinned_at" CHECK (state NOT IN ('pinned', 'unpinned') OR pinned_at IS NOT NULL),
  ADD CONSTRAINT "chat_pin_says_why" CHECK (state NOT IN ('failed', 'dropped') OR why IS NOT NULL);
-- Work of a bot's owner; change this and takePins together.
CREATE INDEX "chat_pin_due_ix" ON "chat_pin" ("sender_id", "due_at") WHERE due_at IS NOT NULL;

CREATE FUNCTION chat_pin_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO chat_pin (delivery_id, sender_id, message_id, pin_until, due_at)
  SELECT NEW.id, NEW.sender_id, NEW.message_id, (r.target->>'pinUntil')::timestamptz, clock_timestamp()
    FROM run r WHERE r.id = NEW.run_id AND r.target ? 'pinUntil'
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER chat_pin_begin AFTER UPDATE OF state ON "delivery" FOR EACH ROW
  WHEN (NEW.state = 'sent' AND OLD.state <> 'sent' AND NEW.recipient_id < 0) EXECUTE FUNCTION chat_pin_begin();

-- A message that is away is pinned nowhere.
CREATE FUNCTION chat_pin_recalled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE chat_pin SET state = 'dropped', why = 'recalled', due_at = NULL, ended_at = clock_timestamp()
   WHERE delivery_id = NEW.delivery_id AND state IN ('todo', 'pinned');
  RETURN NULL;
END $$;
CREATE TRIGGER chat_pin_recalled AFTER UPDATE OF state ON "recall" FOR EACH ROW
  WHEN (NEW.state = 'gone') EXECUTE FUNCTION chat_pin_recalled();
