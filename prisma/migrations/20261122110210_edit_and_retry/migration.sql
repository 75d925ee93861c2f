-- Edit in place, and retry of what was given up.
-- Locks: only new objects are made; CREATE TRIGGER takes SHARE ROW EXCLUSIVE on delivery for a moment.

-- CreateEnum
CREATE TYPE "edit_state" AS ENUM ('todo', 'doing', 'done', 'failed', 'superseded', 'unneeded', 'cancelled');

-- CreateTable
CREATE TABLE "edit" (
    "delivery_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "content_version_id" UUID NOT NULL,
    "operation_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "sender_id" UUID NOT NULL,
    "state" "edit_state" NOT NULL DEFAULT 'todo',
    "due_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "worker" TEXT,
    "settle_at" TIMESTAMPTZ(3),
    "doubt_until" TIMESTAMPTZ(3),
    "shown_hash" TEXT,
    "why" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "edit_pkey" PRIMARY KEY ("delivery_id","version")
);

-- CreateTable
CREATE TABLE "retry" (
    "operation_id" UUID NOT NULL,
    "delivery_id" BIGINT NOT NULL,
    "was_state" "delivery_state" NOT NULL,
    "was_reason" TEXT,

    CONSTRAINT "retry_pkey" PRIMARY KEY ("operation_id","delivery_id")
);

-- CreateIndex
CREATE INDEX "edit_run_id_version_state_idx" ON "edit"("run_id", "version", "state");

-- AddForeignKey
ALTER TABLE "edit" ADD CONSTRAINT "edit_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "edit"
  ADD CONSTRAINT "edit_failed_says_why" CHECK ((state = 'failed') = (why IS NOT NULL)),
  ADD CONSTRAINT "edit_finished_at" CHECK ((state IN ('todo', 'doing')) = (finished_at IS NULL)),
  ADD CONSTRAINT "edit_doing_is_owned" CHECK (state <> 'doing' OR (worker IS NOT NULL AND due_at IS NOT NULL));
-- One open edit of a message at a time: two versions under way could land in either order.
CREATE UNIQUE INDEX "edit_open_uq" ON "edit" ("delivery_id") WHERE state IN ('todo', 'doing');
CREATE INDEX "edit_due_ix" ON "edit" ("sender_id", "due_at") WHERE state IN ('todo', 'doing');
CREATE INDEX "edit_open_ix" ON "edit" ("operation_id") WHERE state IN ('todo', 'doing');

-- A message that was in doubt when its text was changed is changed when it is bound, unless it has that text already; one
-- that turns out never to have been is sent with the newest text, if at all.
CREATE FUNCTION edit_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'sent' THEN
    UPDATE edit e SET state = 'todo', due_at = clock_timestamp(), finished_at = NULL
     WHERE e.delivery_id = NEW.id AND e.state IN ('todo', 'unneeded')
       AND e.content_version_id IS DISTINCT FROM NEW.content_version_id
       AND e.version = (SELECT max(version) FROM edit WHERE delivery_id = NEW.id);
  ELSIF NEW.state <> 'unknown' THEN
    UPDATE edit SET state = 'unneeded', due_at = NULL, finished_at = clock_timestamp()
     WHERE delivery_id = NEW.id AND state = 'todo';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER edit_follows AFTER UPDATE OF state ON "delivery" FOR EACH ROW
  WHEN (NEW.state IS DISTINCT FROM OLD.state AND (NEW.state = 'sent' OR OLD.state IN ('sending', 'unknown')))
  EXECUTE FUNCTION edit_follows();
