-- Campaigns into conversations and channels. A delivery's recipient below zero is a chat (ADR 0010).
--
-- Locks: ACCESS EXCLUSIVE on campaign, run and delivery for a moment (columns without a default; a constraint that is
-- not checked against the rows of before, which all have the ids of people; a trigger that is made anew).
ALTER TABLE "campaign" ADD COLUMN "target" JSONB;
ALTER TABLE "run" ADD COLUMN "target" JSONB;
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_recipient_is_somebody" CHECK (recipient_id <> 0) NOT VALID;

CREATE TABLE "chat_post" (
    "delivery_id" BIGINT NOT NULL,
    "sender_id" UUID NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "message_id" BIGINT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "next_look_at" TIMESTAMPTZ(3),
    "looks" INTEGER NOT NULL DEFAULT 0,
    "members_at" TIMESTAMPTZ(3),
    "read_as_of" TIMESTAMPTZ(3),
    "trouble" TEXT,

    CONSTRAINT "chat_post_pkey" PRIMARY KEY ("delivery_id")
);
CREATE INDEX "chat_post_sender_id_next_look_at_idx" ON "chat_post"("sender_id", "next_look_at");
ALTER TABLE "chat_post" ADD CONSTRAINT "chat_post_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "chat_post_reader" (
    "delivery_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "was_member" BOOLEAN NOT NULL,
    "is_member" BOOLEAN NOT NULL,
    "read_seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "chat_post_reader_pkey" PRIMARY KEY ("delivery_id","person_id")
);
ALTER TABLE "chat_post_reader" ADD CONSTRAINT "chat_post_reader_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "chat_post"("delivery_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A direct message is watched for its one reader; a chat post for all of its chat.
DROP TRIGGER receipt_watch_begin ON "delivery";
CREATE TRIGGER receipt_watch_begin AFTER UPDATE OF state ON "delivery" FOR EACH ROW
  WHEN (NEW.state = 'sent' AND OLD.state <> 'sent' AND NEW.recipient_id > 0) EXECUTE FUNCTION receipt_watch_begin();

CREATE FUNCTION chat_post_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO chat_post (delivery_id, sender_id, chat_id, message_id, sent_at, next_look_at)
  VALUES (NEW.id, NEW.sender_id, NEW.chat_id, NEW.message_id, NEW.sent_at, NEW.sent_at)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER chat_post_begin AFTER UPDATE OF state ON "delivery" FOR EACH ROW
  WHEN (NEW.state = 'sent' AND OLD.state <> 'sent' AND NEW.recipient_id < 0) EXECUTE FUNCTION chat_post_begin();
