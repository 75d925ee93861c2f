-- Doubts to their end: sweeps after a doubt is resolved, an operator's word, parking.
-- Locks: ACCESS EXCLUSIVE on duplicate_message and delivery for as long as it takes to write the catalogue; no table is
-- rewritten or scanned (the default is the same for all rows; the CHECK is not validated: nothing could park before).

-- AlterTable
ALTER TABLE "duplicate_message" ADD COLUMN "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "doubt_sweep" (
    "delivery_id" BIGINT NOT NULL,
    "sender_id" UUID NOT NULL,
    "resolved_at" TIMESTAMPTZ(3) NOT NULL,
    "sending_since" TIMESTAMPTZ(3) NOT NULL,
    "hwm" BIGINT NOT NULL,
    "sweeps" SMALLINT NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),

    CONSTRAINT "doubt_sweep_pkey" PRIMARY KEY ("delivery_id")
);

-- CreateTable
CREATE TABLE "doubt_resolution" (
    "operation_id" UUID NOT NULL,
    "delivery_id" BIGINT NOT NULL,
    "action" TEXT NOT NULL,
    "message_id" BIGINT,
    "reason" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "doubt_resolution_pkey" PRIMARY KEY ("operation_id")
);

-- CreateIndex
CREATE INDEX "doubt_sweep_sender_id_next_at_idx" ON "doubt_sweep"("sender_id", "next_at");

-- CreateIndex
CREATE INDEX "doubt_resolution_delivery_id_idx" ON "doubt_resolution"("delivery_id");

-- Second copies that are still to be removed.
CREATE INDEX "duplicate_message_open_ix" ON "duplicate_message" ("sender_id", "next_try_at") WHERE removed_at IS NULL;

ALTER TABLE "delivery" ADD CONSTRAINT "delivery_parked_is_in_doubt" CHECK (NOT is_parked OR state = 'unknown') NOT VALID;

ALTER TABLE "doubt_resolution"
  ADD CONSTRAINT "doubt_resolution_action" CHECK (action IN ('bind', 'send_again', 'close_as_unproven')),
  ADD CONSTRAINT "doubt_resolution_bind_names_message" CHECK ((action = 'bind') = (message_id IS NOT NULL));
CREATE TRIGGER doubt_resolution_append_only BEFORE UPDATE OR DELETE ON "doubt_resolution"
  FOR EACH ROW EXECUTE FUNCTION append_only();

-- Whatever ended a doubt, the chat is read again later: a request that is applied very late shows only then. The first
-- intent and the oldest high-water mark are kept, for the copy may be of any of the attempts. Only where a marker rode:
-- without one nobody could tell a second copy from another message. `next_at` is NULL until the sweeper has planned the
-- first look: the trigger does not know the settings.
CREATE FUNCTION doubt_sweep_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO doubt_sweep AS s (delivery_id, sender_id, resolved_at, sending_since, hwm)
  VALUES (NEW.id, NEW.sender_id, clock_timestamp(), coalesce(OLD.sending_since, OLD.doubt_since), OLD.hwm)
  ON CONFLICT (delivery_id) DO UPDATE
    SET resolved_at = excluded.resolved_at, sweeps = 0, next_at = NULL,
        sending_since = least(s.sending_since, excluded.sending_since), hwm = least(s.hwm, excluded.hwm);
  RETURN NULL;
END $$;
CREATE TRIGGER doubt_sweep_begin AFTER UPDATE OF state ON "delivery" FOR EACH ROW
  WHEN (OLD.state = 'unknown' AND NEW.state <> 'unknown' AND OLD.marked_by IS NOT NULL)
  EXECUTE FUNCTION doubt_sweep_begin();

-- As before, with the operator's way out of doubt, and with parking ended together with the doubt.
CREATE OR REPLACE FUNCTION delivery_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_legal boolean;
BEGIN
  IF OLD.message_id IS NOT NULL AND NEW.message_id IS DISTINCT FROM OLD.message_id THEN
    RAISE EXCEPTION 'message_id is written once (delivery %)', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.fence < OLD.fence OR NEW.attempt < OLD.attempt THEN
    RAISE EXCEPTION 'fence and attempt only grow (delivery %)', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.marker <> OLD.marker OR NEW.recipient_id <> OLD.recipient_id OR NEW.run_id <> OLD.run_id THEN
    RAISE EXCEPTION 'a delivery keeps its marker, recipient and run (delivery %)', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state IS NOT DISTINCT FROM NEW.state THEN
    RETURN NEW;
  END IF;

  is_legal := CASE
    -- Positive evidence is accepted from any state, and never taken back (recall is a dimension of its own).
    WHEN NEW.state = 'sent'    THEN true
    WHEN OLD.state = 'pending' THEN NEW.state IN ('leased', 'skipped', 'cancelled', 'expired')
    WHEN OLD.state = 'leased'  THEN NEW.state IN ('pending', 'sending', 'skipped', 'cancelled', 'expired')
    WHEN OLD.state = 'sending' THEN NEW.state IN ('pending', 'failed', 'unknown')
    WHEN OLD.state = 'unknown' THEN NEW.state IN ('pending', 'failed')
    WHEN OLD.state IN ('failed', 'skipped', 'expired')
      THEN NEW.state = 'pending' AND coalesce(current_setting('vestnik.operator_retry', true), '') = 'on'
    ELSE false
  END;
  -- Not «NOT is_legal»: a NULL must refuse, too.
  IF is_legal IS NOT TRUE THEN
    RAISE EXCEPTION 'illegal delivery transition % -> % (delivery %)', OLD.state, NEW.state, OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  -- The only way out of doubt towards a new send is a counted, aged absence, or the word of an operator who was told
  -- that it may make a second copy; a new fence in any case.
  IF OLD.state = 'unknown' AND NEW.state = 'pending' AND (NEW.fence <= OLD.fence OR
      (NEW.negative_reads < 2 AND coalesce(current_setting('vestnik.operator_resolve', true), '') <> 'on')) THEN
    RAISE EXCEPTION 'resend without proof of absence (delivery %)', OLD.id USING ERRCODE = 'check_violation';
  END IF;

  -- Parking keeps a doubt out of the lane; what is in doubt no more is in the lane like any other.
  IF NEW.state <> 'unknown' THEN
    NEW.is_parked := false;
  END IF;

  INSERT INTO delivery_event (delivery_id, at, from_state, to_state, fence, attempt, actor, why)
  VALUES (NEW.id, clock_timestamp(), OLD.state, NEW.state, NEW.fence, NEW.attempt,
          coalesce(nullif(current_setting('vestnik.actor', true), ''), NEW.lease_owner, OLD.lease_owner),
          coalesce(NEW.reason, NEW.outcome));
  RETURN NEW;
END $$;
