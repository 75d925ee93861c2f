-- What people ask by the form behind a button, and clicks on that button, which are acted upon at once.
-- Locks: ACCESS EXCLUSIVE on inbound_event for a moment (a column with a constant default: no row is written), then SHARE on
-- it while its new index is built (one look at its rows: two weeks of events); SHARE ROW EXCLUSIVE on delivery for
-- a moment (a foreign key of a table that is empty).
ALTER TABLE "inbound_event" ADD COLUMN "is_awaited" BOOLEAN NOT NULL DEFAULT false;
-- Due events that somebody waits for, whatever stands before them; change this and takeDueEvents together.
CREATE INDEX "inbound_event_awaited_ix" ON "inbound_event" ("sender_id", "next_try_at", "id")
  WHERE is_awaited AND state IN ('received', 'stale');

-- A form can be opened for three seconds after its click: the worker is called. People press it, so these are few.
CREATE TRIGGER call_awaited AFTER INSERT ON "inbound_event" FOR EACH ROW
  WHEN (NEW.is_awaited AND NEW.state = 'received') EXECUTE FUNCTION call_workers('click');

CREATE TABLE "question" (
    "id" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "delivery_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "content_version_id" UUID NOT NULL,
    "opened_by" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    "text_hash" BYTEA NOT NULL,
    "event_id" BIGINT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);
-- A form that was sent twice, by the messenger or by somebody who saw an error, asks once; other words ask again.
CREATE UNIQUE INDEX "question_delivery_id_opened_by_text_hash_key" ON "question"("delivery_id", "opened_by", "text_hash");
CREATE INDEX "question_run_id_id_idx" ON "question"("run_id", "id");
CREATE INDEX "question_run_id_person_id_id_idx" ON "question"("run_id", "person_id", "id");
ALTER TABLE "question" ADD CONSTRAINT "question_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "question"
  ADD CONSTRAINT "question_of_a_person" CHECK (person_id > 0),
  ADD CONSTRAINT "question_says_something" CHECK (char_length(btrim("text")) BETWEEN 1 AND 2000),
  ADD CONSTRAINT "question_text_hash" CHECK (octet_length(text_hash) = 32);

-- Without the words: they are for those who may read reports.
CREATE FUNCTION outbox_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox_event (type, campaign_id, run_id, data)
  SELECT 'question.asked', r.campaign_id, r.id, jsonb_build_object('question_id', NEW.id, 'delivery_id', NEW.delivery_id,
         'user_id', NEW.person_id, 'asked_at', to_char(NEW.asked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    FROM run r WHERE r.id = NEW.run_id;
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_asked AFTER INSERT ON "question" FOR EACH ROW EXECUTE FUNCTION outbox_asked();
